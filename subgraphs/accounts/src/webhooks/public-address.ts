import { lookup as resolve, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where a name leads, or the name itself, is not for strangers to have us call. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** True for addresses of the public internet: not this machine, not its networks, nothing reserved, and none of these behind a translation. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Throws for an address that names a private host outright. Names are checked when they are resolved (`publicLookup`). */
export function checkHost(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (/^localhost\.?$|\.localhost\.?$/i.test(host) || (ipaddr.isValid(host) && !isPublicAddress(host)))
    throw new AddressRefused('the address is not public');
}

/**
 * Resolves names for a connection and refuses those that lead, with any of their addresses, to where strangers must not have us call. The
 * connection is made to what was checked: a name that changes its mind in between gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found as readonly LookupAddress[] | undefined;
    if (error) return callback(error, '', 0);
    const [first] = addresses ?? [];
    if (!first || addresses?.some(({ address }) => !isPublicAddress(address)))
      return callback(new AddressRefused('the address is not public'), '', 0);
    if (options.all) return callback(null, [...(addresses ?? [])]);
    callback(null, first.address, first.family);
  });
};
