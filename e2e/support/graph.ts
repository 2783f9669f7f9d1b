/** A GraphQL answer as it came over HTTP. */
export interface GraphAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly data: T;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly traceId?: string };
  }[];
  readonly text: string;
}

/** Posts one operation. */
export async function ask<T = Record<string, unknown>>(
  url: string,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphAnswer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, text, ...(JSON.parse(text) as Omit<GraphAnswer<T>, 'status' | 'text'>) };
}

/** Asks until `holds`, at most `seconds` long; the last answer is in the error. */
export async function eventually<T>(look: () => Promise<T>, holds: (value: T) => boolean, seconds = 30): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: T | undefined;
  while (Date.now() < end) {
    last = await look();
    if (holds(last)) return last;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`it never came true; last seen: ${JSON.stringify(last)?.slice(0, 2000)}`);
}

// `order` is nullable in some members of the union and not in others: GraphQL wants another name for it there.
export const PLACE_ORDER = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlacedOrder { accessToken order { ...order } }
    ... on OrderPending { reason accessToken order { ...order } }
    ... on OrderNotPlaced { reason accessToken order { ...order } }
    ... on OutOfStock { accessToken maybeOrder: order { ...order } lines { index reason } }
    ... on PriceChanged { agreed { amount } now { amount } maybeOrder: order { id } }
    ... on InvalidOrder { problems { path message } }
    ... on IdempotencyConflict { idempotencyKey existing { id } }
    ... on PaymentDeclined { code message }
  }
}
fragment order on Order {
  id number status total { amount currency } totals { goods { amount } discount { amount } shipping { amount } tax { amount } total { amount } }
  payment { status authorized { amount } captured { amount } refunded { amount } }
  parts { id status externalId channel { id } total { amount } refusal { code message } failure { code message } }
  lines { title quantity unitPrice { amount } total { amount } listing { id } }
}`;

/** A complete input for a guest's order of these listings. */
export function orderInput(
  key: string,
  lines: readonly { readonly listingId: string; readonly quantity?: number }[],
  maxTotal: string,
  currency = 'CNY',
  more: object = {},
): object {
  return {
    idempotencyKey: key,
    lines: lines.map(({ listingId, quantity = 1 }) => ({ listing: { listingId, quantity } })),
    contact: { name: 'Li Lei', phone: '+86 138 0000 1234', email: 'lilei@example.com' },
    address: { country: 'CN', region: 'Shanghai', city: 'Shanghai', line1: '1 Century Avenue', postalCode: '200120' },
    payment: { method: 'invoice' },
    maxTotal: { amount: maxTotal, currency },
    onPartialFailure: 'CANCEL_ALL',
    ...more,
  };
}
