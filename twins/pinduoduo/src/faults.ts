import type { FaultRule, TwinResponse } from '@onebasket/twin-kit';

type Bend = (name: string, value: unknown) => unknown;

const PRICE = /^(min_group_price|min_normal_price|order_amount)$/;

/** Faults in what the platform says: each takes one kind of value. */
function bendOf(rule: FaultRule): Bend | undefined {
  switch (rule.kind) {
    case 'unknown-value':
      return (name, value) => (name === 'order_status' ? Number(rule.value ?? 99) : name === 'sales_tip' ? (rule.value ?? '很多') : value);
    case 'negative-price':
      return (name, value) => (PRICE.test(name) && typeof value === 'number' ? -value : value);
    case 'price-flip':
      return (name, value) => (PRICE.test(name) && typeof value === 'number' ? value + 100 : value);
    case 'sold-out':
      return (name, value) => (name === 'goods_list' || name === 'goods_details' || name === 'goods_promotion_url_list' ? [] : value);
    default:
      return undefined;
  }
}

/** Bends an answer; the twin's own state stays as it is. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  const bend = bendOf(rule);
  if (!bend || typeof response.body !== 'string') return response;
  return { ...response, body: JSON.stringify(JSON.parse(response.body, bend)) };
}
