import type { Handoff } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import { expectSound } from './sound.ts';

/** A page that a buyer can be sent to. */
export function expectHandoff(bench: Bench, handoff: Handoff): void {
  expectSound(handoff, 'handoff');
  for (const url of [handoff.url, ...(handoff.links ?? []).map(link => link.url)]) expectPage(bench, url);
  if (handoff.expiresAt !== undefined) {
    expect(Date.parse(handoff.expiresAt), `expiresAt ${handoff.expiresAt}, against now`).toBeGreaterThan(Date.now());
  }
}

/** An address that a browser may be sent to: https, or a server on this machine. */
export function expectPage(bench: Bench, address: string): void {
  if (!URL.canParse(address)) throw new Error(`"${address.slice(0, 80)}" is no whole address`);
  const { protocol, hostname, username, password } = new URL(address);
  const isLocal = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) throw new Error(`the address begins with ${protocol}; wanted https:`);
  if (username !== '' || password !== '') throw new Error('the address carries a user name or a password');
  for (const secret of bench.secrets) {
    if (address.includes(secret) || address.includes(encodeURIComponent(secret))) throw new Error('the address carries a secret setting');
  }
}
