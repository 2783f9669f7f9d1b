import { readFile } from 'node:fs/promises';
import { defineAdapter, type Authorisation, type Webhooks } from '@onebasket/adapter-sdk';
import { checksFor } from '@onebasket/adapter-testkit';
import { describe, expect, it } from 'vitest';
import { CONTRACT_PAGE } from '../src/check.ts';
import { cornerShop } from './support/corner-shop.ts';

const page = await readFile(new URL(`../../../${CONTRACT_PAGE}`, import.meta.url), 'utf8');
const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^a-z -]/g, '')
    .replaceAll(' ', '-'),
);

/** Two adapters that have everything between them; only their keys count here. */
const nothing = (): never => {
  throw new Error('not run');
};
const everything = {
  orderReport: { pull: nothing },
  intake: { pull: nothing, get: nothing },
  afterSales: { request: nothing, get: nothing },
  tracking: { recognises: nothing, names: [], track: nothing },
  webhooks: { verify: nothing, parse: nothing, handshake: nothing } satisfies Webhooks,
  messages: { pull: nothing, acknowledge: nothing },
  authorisation: { authorizeUrl: nothing, exchange: nothing, refresh: nothing } satisfies Authorisation,
  payments: { manualCapture: false, authorize: nothing, capture: nothing, void: nothing, refund: nothing, find: nothing },
};
const byVendorKey = { ...cornerShop.capabilities.orders, repeats: { by: 'vendor-key', find: nothing } } as never;
const checks = [
  defineAdapter({ ...cornerShop, capabilities: { ...cornerShop.capabilities, ...everything, orders: byVendorKey } }),
  defineAdapter({ ...cornerShop, capabilities: { orders: { mode: 'handoff', prepare: nothing } } }),
].flatMap(adapter => checksFor(adapter));

describe('the page of the contract', () => {
  it('explains every section that a failing check points to', () => {
    expect(anchors).toEqual(expect.arrayContaining([...new Set(checks.map(({ section }) => section))]));
  });

  it('names every check of an ability', () => {
    const names = checks.map(({ name }) => name).filter(name => !name.startsWith('faults/'));
    expect(names.filter(name => !page.includes(name))).toEqual([]);
  });

  it('links only to sections that it has', () => {
    const links = [...page.matchAll(/\]\(#([a-z-]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.filter(anchor => !anchors.includes(anchor ?? ''))).toEqual([]);
    expect(anchors.filter(anchor => !links.includes(anchor))).toEqual([]);
  });
});

describe('a check', () => {
  it.each(checks.map(check => [check.name, check] as const))('%s says what is wanted, in a sentence', (_, { wants }) => {
    expect(wants).toMatch(/^\S+( \S+){4,}[^.]$/);
  });

  it('has a name of its own', () => {
    const names = checksFor(cornerShop).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
