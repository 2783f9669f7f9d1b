/** Asks a twin, as a stranger or with a token. */
export async function ask(
  url: string,
  query: string,
  variables: unknown = {},
  token?: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  return post(url, JSON.stringify({ query, variables }), 'application/json', token);
}

/** Sends raw text. */
export async function post(
  url: string,
  body: string,
  type: string,
  token?: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/graphql/`, { method: 'POST', headers: { 'content-type': type, ...authorization }, body });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

/** The value at a path of an answer; throws when it is not there. */
export function at(value: unknown, ...path: readonly (string | number)[]): string {
  const found = path.reduce<unknown>((from, key) => (from as Record<string | number, unknown> | undefined)?.[key], value);
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(value)?.slice(0, 300)}`);
  return found;
}

export interface Wish {
  /** Quantities by SKU. */
  readonly lines: Readonly<Record<string, number>>;
  readonly channel?: string;
  readonly email?: string | null;
  readonly method?: string | null;
  readonly isBare?: boolean;
  /** Charged amounts that an app reports. */
  readonly paid?: readonly number[];
  readonly metadata?: readonly { readonly key: string; readonly value: string }[];
}

const ADDRESS = {
  firstName: 'Ada',
  lastName: 'Example',
  streetAddress1: 'Invalidenstr. 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};
const POLISH = { ...ADDRESS, city: 'Warszawa', postalCode: '00-001', country: 'PL' };

/** What a shopper does before the step that a recording shows. */
export class Shopper {
  readonly #url: string;
  readonly #variants: Readonly<Record<string, string>>;

  constructor(twin: { readonly url: string; readonly variants: Readonly<Record<string, string>> }) {
    this.#url = twin.url;
    this.#variants = twin.variants;
  }

  async basket({
    lines,
    channel = 'eur',
    email = 'ada@example.com',
    method = 'U2hpcHBpbmdNZXRob2Q6Mg==',
    isBare,
    paid,
    metadata,
  }: Wish): Promise<string> {
    const address = channel === 'pln' ? POLISH : ADDRESS;
    const input = {
      channel,
      lines: Object.entries(lines).map(([sku, quantity]) => ({ variantId: this.#variants[sku], quantity })),
      ...(isBare ? {} : { shippingAddress: address, billingAddress: address, email }),
      ...(metadata ? { metadata } : {}),
    };
    const create = 'mutation($input: CheckoutCreateInput!) { checkoutCreate(input: $input) { checkout { id } errors { code message } } }';
    const id = at((await ask(this.#url, create, { input })).body, 'data', 'checkoutCreate', 'checkout', 'id');
    if (method !== null && !isBare) {
      const deliver =
        'mutation($id: ID, $method: ID) { checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $method) { errors { code } } }';
      await ask(this.#url, deliver, { id, method });
    }
    for (const amount of paid ?? []) await this.pay(id, amount);
    return id;
  }

  async pay(id: string, amount: number): Promise<string> {
    const pay =
      'mutation($id: ID!, $transaction: TransactionCreateInput!) { transactionCreate(id: $id, transaction: $transaction) { transaction { id } } }';
    const transaction = {
      name: 'Test payment',
      pspReference: `paid-${id}`,
      availableActions: ['REFUND'],
      amountCharged: { amount, currency: 'EUR' },
    };
    return at((await ask(this.#url, pay, { id, transaction }, 'TOKEN-adapter')).body, 'data', 'transactionCreate', 'transaction', 'id');
  }

  async complete(id: string): Promise<{ readonly id: string; readonly lineId: string }> {
    const complete = 'mutation($id: ID) { checkoutComplete(id: $id) { order { id lines { id } } errors { code message } } }';
    const { body } = await ask(this.#url, complete, { id });
    const path = ['data', 'checkoutComplete', 'order'] as const;
    return { id: at(body, ...path, 'id'), lineId: at(body, ...path, 'lines', 0, 'id') };
  }
}
