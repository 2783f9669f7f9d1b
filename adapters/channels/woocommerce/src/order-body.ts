import type { Address, Contact, OrderRequest } from '@onebasket/adapter-sdk';
import { decimalsOf } from '@onebasket/core';
import { invalidResponse } from './errors.ts';
import { fromExternalId, type ProductRef } from './external-id.ts';
import { writeMicro } from './micro.ts';
import type { Settings } from './settings.ts';
import { readShippingRef } from './shipping-ref.ts';
import { KEY_META } from './wire-order.ts';

/** The body of `POST /orders`. Not paid (`set_paid`): who takes the money is not the shop. */
export function toOrderBody(request: OrderRequest, key: string, settings: Settings) {
  const person = toPerson(request.contact);
  const place = toPlace(request.address);
  return {
    status: settings.orderStatus,
    payment_method: settings.paymentMethod,
    payment_method_title: settings.paymentTitle,
    set_paid: false,
    transaction_id: key,
    ...(request.notes ? { customer_note: request.notes } : {}),
    // The shop copies neither from the other.
    billing: { ...person, ...place, ...(request.contact.email ? { email: request.contact.email } : {}) },
    shipping: { ...person, ...place },
    line_items: request.lines.map(line => {
      const { productId, variationId } = refOf(line.externalId);
      return { product_id: productId, ...(variationId === undefined ? {} : { variation_id: variationId }), quantity: line.quantity };
    }),
    shipping_lines: toShippingLines(request),
    meta_data: [{ key: KEY_META, value: key }],
  };
}

/** The product of a line; a quote has refused foreign ids before. */
export function refOf(externalId: string): ProductRef {
  const ref = fromExternalId(externalId);
  if (!ref) throw invalidResponse(`${JSON.stringify(externalId.slice(0, 40))} is no product id`);
  return ref;
}

function toShippingLines({ quote }: OrderRequest) {
  if (!quote.shipping) return [];
  const { methodId, title } = quote.shipping;
  const ref = readShippingRef(methodId);
  if (!ref) throw invalidResponse('the quote names a shipping rate that is none of ours');
  return [
    {
      method_id: ref.methodId,
      method_title: title,
      ...(ref.instanceId > 0 ? { instance_id: String(ref.instanceId) } : {}),
      total: writeMicro(ref.net, decimalsOf(quote.total.currency)),
    },
  ];
}

/** First and last name put together again are the name as given. Only names written with spaces are taken apart: 王小明 has none. */
function toPerson({ name, phone }: Contact) {
  const [, first = name.trim(), last = ''] = /^(.*\S)\s+(\S+)$/u.exec(name.trim()) ?? [];
  return { first_name: first, last_name: last, company: '', phone: phone ?? '' };
}

function toPlace({ line1, line2, district, city, region, postalCode, country }: Address) {
  return {
    address_1: line1,
    address_2: [line2, district].filter(Boolean).join(', '),
    city: city ?? '',
    state: region ?? '',
    postcode: postalCode ?? '',
    country,
  };
}
