import type { FaultRule, TwinResponse } from '@onebasket/twin-kit';

/** Faults in what Shopify says. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  if (typeof response.body !== 'string') return response;
  switch (rule.kind) {
    case 'unknown-value':
      return { ...response, body: response.body.replace(/"(display\w*Status)":"\w+"/g, `"$1":"${rule.value ?? 'QUANTUM'}"`) };
    case 'wrong-currency':
      return { ...response, body: response.body.replace(/"currencyCode":"\w+"/g, `"currencyCode":"${rule.value ?? 'CHF'}"`) };
    case 'negative-price':
      return { ...response, body: response.body.replace(/"amount":"(\d)/g, '"amount":"-$1') };
    default:
      return response;
  }
}
