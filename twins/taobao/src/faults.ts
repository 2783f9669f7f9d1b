import type { FaultRule, TwinResponse } from '@onebasket/twin-kit';

/** Faults in what the gateway says. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  if (typeof response.body !== 'string') return response;
  switch (rule.kind) {
    case 'unknown-value':
      return { ...response, body: response.body.replace(/"(tk_status|user_type)":\d+/g, `"$1":${rule.value ?? '99'}`) };
    case 'negative-price':
      return { ...response, body: response.body.replace(/"(\w+_price|promotion_fee)":"(\d)/g, '"$1":"-$2') };
    default:
      return response;
  }
}
