import type { FaultRule, TwinResponse } from '@onebasket/twin-kit';

type Bend = (name: string, value: unknown) => unknown;

const FEN = /^(sumPayment|sumPaymentNoCarriage|totalSuccessAmount|orderAmmount)$/;

/** Faults in what 1688 says: each takes one kind of value. */
function bendOf(rule: FaultRule): Bend | undefined {
  switch (rule.kind) {
    case 'unknown-value':
      return (name, value) => (name === 'status' && typeof value === 'string' ? (rule.value ?? 'quantum') : value);
    case 'negative-price':
      return (name, value) => (FEN.test(name) && typeof value === 'number' ? -value : value);
    case 'price-flip':
      return (name, value) => (FEN.test(name) && typeof value === 'number' ? value + 100 : value);
    case 'sold-out':
      return (name, value) => (name === 'amountOnSale' ? 0 : value);
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
