import { createHmac } from 'node:crypto';
import type { Keys, ReviewRule } from '@onebasket/runtime';
import type { OrderDoc } from '../order/order-doc.ts';
import type { Sharing } from './facts.ts';

/** What tells that two orders share a contact, an address or a means of payment: hashed with a key of ours, so that the index tells nothing about people. */
export function marksOf(keys: Keys, doc: Pick<OrderDoc, 'contact' | 'address' | 'payment'>): Readonly<Record<Sharing, readonly string[]>> {
  const { contact, address, payment } = doc;
  const mark = (kind: string, text: string | undefined) =>
    text === undefined || text === ''
      ? []
      : [`${kind}:${createHmac('sha256', keys.derive('review-marks')).update(`${kind}\n${text}`).digest('base64url').slice(0, 22)}`];
  const plain = (text = '') => text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
  return {
    contact: [...mark('email', contact.email?.trim().toLowerCase()), ...mark('phone', contact.phone?.replace(/\D/g, ''))],
    address: mark('address', [address.country, address.city, address.line1, address.line2, address.postalCode].map(plain).join('|')),
    // A token of the provider names the means of payment; a payment on account is the contact's.
    payment: mark('payment', payment.token && `${payment.method}|${payment.token}`),
  };
}

/** The marks that these rules count by, and those by which a buyer's history is found. */
export function marksToKeep(rules: readonly ReviewRule[], marks: ReturnType<typeof marksOf>): readonly string[] {
  const wanted = new Set<Sharing>(['contact', ...rules.flatMap(rule => (rule.velocity ? [rule.velocity.per] : []))]);
  return [...wanted].flatMap(sharing => marks[sharing]);
}
