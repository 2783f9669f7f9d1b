import type { FaultRule, TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import { quotient } from './exact.ts';
import type { Shop } from './shop.ts';

/** Faults of the world: prices rise by a tenth, or everything that is counted is sold, just before this request. */
export function playBefore(shop: Shop, rule: FaultRule, request: TwinRequest): TwinRequest {
  for (const variant of shop.variants.values()) {
    if (rule.kind === 'price-flip') for (const [channel, price] of variant.prices) variant.prices.set(channel, price + quotient(price, 10));
    if (rule.kind === 'sold-out' && variant.stock !== undefined) variant.stock = shop.allocated(variant);
  }
  return request;
}

/** Faults of the answer: what no Saleor should say, in its own form. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  const body = String(response.body ?? '');
  switch (rule.kind) {
    case 'wrong-currency':
      return { ...response, body: body.replace(/"currency":"[A-Z]{3}"/g, `"currency":"${rule.value ?? 'CHF'}"`) };
    case 'unknown-value':
      return { ...response, body: body.replace(/"(status|chargeStatus|type)":"[A-Z_]+"/g, `"$1":"${rule.value ?? 'QUANTUM'}"`) };
    case 'negative-price':
      return { ...response, body: body.replace(/"(amount|fractionalAmount)":(\d)/g, '"$1":-$2') };
    default:
      return response;
  }
}
