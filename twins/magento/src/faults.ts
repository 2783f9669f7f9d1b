import type { FaultRule, TwinResponse } from '@onebasket/twin-kit';

/** Faults in what the shop says. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  if (typeof response.body !== 'string') return response;
  switch (rule.kind) {
    case 'unknown-value':
      return { ...response, body: response.body.replace(/"(stock_status|state|status)":"\w+"/g, `"$1":"${rule.value ?? 'QUANTUM'}"`) };
    case 'wrong-currency':
      return { ...response, body: response.body.replace(/"(currency|order_currency_code)":"\w+"/g, `"$1":"${rule.value ?? 'CHF'}"`) };
    case 'negative-price':
      return { ...response, body: response.body.replace(/"value":(\d)/g, '"value":-$1') };
    default:
      return response;
  }
}
