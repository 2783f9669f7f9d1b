import type { OrderRequest } from '@onebasket/adapter-sdk';
import { formatAmount, subtract, sum, times, type Money } from '@onebasket/core';
import { emailOf, phoneOf, toAddress } from './buyer.ts';
import { KEY_ATTRIBUTE } from './carts.ts';
import { gidIn } from './gid.ts';
import type { Settings } from './settings.ts';

/**
 * `OrderCreateOrderInput` for the figures of the quote. It knows one discount for the whole order: what the quote's lines take off goes into one code. The
 * key stands where the order is found by it, and where webhooks bring it back.
 */
export function toOrderInput({ lines, contact, address, quote, notes }: OrderRequest, key: string, { paymentGateway }: Settings): object {
  const { currency } = quote.total;
  const { shipping, tax } = quote;
  const full = sum(
    quote.lines.map(({ unitPrice, quantity }) => times(unitPrice, quantity)),
    currency,
  );
  const goods = sum(
    quote.lines.map(({ subtotal }) => subtotal),
    currency,
  );
  const off = subtract(full, goods);
  const place = toAddress(address, contact);
  const [email, phone] = [emailOf(contact), phoneOf(contact)];
  return {
    currency,
    lineItems: lines.map(({ externalId, quantity }) => {
      const quoted = quote.lines.find(line => line.externalId === externalId);
      return {
        variantId: gidIn(externalId, 'ProductVariant'),
        quantity,
        ...(quoted ? { priceSet: bag(quoted.unitPrice) } : {}),
      };
    }),
    shippingAddress: place,
    billingAddress: place,
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(shipping
      ? { shippingLines: [{ title: shipping.title, code: shipping.methodId.slice(0, 255), priceSet: bag(shipping.cost) }] }
      : {}),
    ...(off.minor > 0n ? { discountCode: { itemFixedDiscountCode: { code: discountOf(quote), amountSet: bag(off) } } } : {}),
    ...(tax ? { taxLines: [{ title: 'Tax', rate: rateOf(tax, goods), priceSet: bag(tax) }] } : {}),
    ...(paymentGateway
      ? { transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: paymentGateway, amountSet: bag(quote.total) }] }
      : {}),
    sourceIdentifier: key,
    customAttributes: [{ key: KEY_ATTRIBUTE, value: key }],
    ...(notes ? { note: notes } : {}),
  };
}

function bag(money: Money): object {
  return { shopMoney: { amount: formatAmount(money), currencyCode: money.currency } };
}

function discountOf({ lines }: OrderRequest['quote']): string {
  const labels = new Set(lines.flatMap(({ promotions }) => promotions.map(({ label }) => label)));
  return [...labels].join(' + ').slice(0, 255) || 'DISCOUNT';
}

/** A share with four decimals, which is all that can be told of a tax whose amount alone is known. */
function rateOf(tax: Money, goods: Money): string {
  if (goods.minor === 0n) return '0';
  const share = (tax.minor * 10_000n) / goods.minor;
  return `${share / 10_000n}.${String(share % 10_000n).padStart(4, '0')}`;
}
