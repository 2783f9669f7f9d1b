import type { FaultRule, TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import { percent } from './exact.ts';
import type { Shop } from './shop.ts';

/** Faults of the world: prices rise by a tenth, or everything that is counted is sold, just before this request. */
export function playBefore(shop: Shop, rule: FaultRule, request: TwinRequest): TwinRequest {
  for (const { variant } of shop.variants.values()) {
    if (rule.kind === 'price-flip')
      for (const [currency, price] of variant.prices) variant.prices.set(currency, price + percent(price, 10));
    if (rule.kind === 'sold-out' && variant.stocked !== undefined) variant.stocked = variant.reserved;
  }
  return request;
}

/** Faults of the answer: what no Medusa should say, in its own form. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  const body = String(response.body ?? '');
  switch (rule.kind) {
    case 'wrong-currency':
      return { ...response, body: body.replace(/"currency_code":"[a-z]{3}"/g, `"currency_code":"${rule.value ?? 'chf'}"`) };
    case 'unknown-value':
      return { ...response, body: body.replace(/("[a-z_]*status"):"[a-z_]+"/g, `$1:"${rule.value ?? 'quantum'}"`) };
    case 'negative-price':
      return { ...response, body: body.replace(/("[a-z_]*(?:total|amount|price)"):(\d)/g, '$1:-$2') };
    default:
      return response;
  }
}
