import { setTimeout as sleep } from 'node:timers/promises';
import { ask, orderInput } from '../support/graph.ts';
import { Draws } from './draws.ts';
import { priceMinor, PRODUCTS } from './goods.ts';

const POLICIES = ['CANCEL_ALL', 'KEEP_PLACED', 'TRY_NEXT_OFFER'] as const;

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  __typename
  ... on PlacedOrder { accessToken order { ...o } } ... on OrderPending { accessToken order { ...o } }
  ... on OrderNotPlaced { accessToken order { ...o } } ... on OutOfStock { accessToken maybe: order { ...o } }
  ... on PriceChanged { accessToken maybe: order { ...o } } ... on PaymentDeclined { accessToken maybe: order { ...o } }
  ... on PaymentActionRequired { accessToken order { ...o } } ... on InvalidOrder { problems { path message } }
} } fragment o on Order { id number parts { id status } }`;

const CANCEL = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
  __typename ... on NotCancellable { reason } } }`;

interface OrderSeen {
  readonly id: string;
  readonly number: string;
  readonly parts: readonly { readonly id: string; readonly status: string }[];
}

/** What the house said to one request. */
export interface Heard {
  readonly __typename: string;
  readonly order?: OrderSeen | undefined;
  readonly accessToken?: string | null;
}

/** What one buyer wants and will do, all of it drawn from the seed. */
export interface Wish {
  readonly email: string;
  readonly policy: (typeof POLICIES)[number];
  readonly ceilingMinor: number;
  readonly input: object;
  /** Sends the same request twice at once. */
  readonly isHasty: boolean;
  /** Uses the key again for something else. */
  readonly contradicts: boolean;
  readonly cancels: 'nothing' | 'everything' | 'one part';
}

/** What buyer `n` wants: three channels, one product of each. Only lines by product can be filled from another shop. */
export function wishOf(seed: number, n: number, shops: readonly string[], productIds: ReadonlyMap<string, string>): Wish {
  const draws = new Draws(seed, 'buyer', n);
  const policy = draws.pick(POLICIES);
  const email = `buyer-${n}@example.com`;
  const chosen = draws.some([...shops.keys()], 3).map(shop => {
    // Of these the shop is the cheapest, so that a line by product goes there.
    const product = draws.pick([...Array(PRODUCTS).keys()].filter(one => one % shops.length === shop));
    return { shop, product, quantity: draws.between(2, 3) };
  });
  const now = chosen.reduce((sum, { shop, product, quantity }) => sum + priceMinor(shop, product, shops.length) * quantity, 0);
  const ceilingMinor = Math.floor((now * Number(draws.weighted({ 97: 1, 100: 12, 104: 6, 160: 12 }))) / 100);
  const lines = chosen.map(({ shop, product, quantity }) => {
    const listingId = `${shops[shop]}:${product + 1}`;
    return policy === 'TRY_NEXT_OFFER'
      ? { product: { productId: productIds.get(listingId), quantity } }
      : { listing: { listingId, quantity } };
  });
  return {
    email,
    policy,
    ceilingMinor,
    input: {
      ...orderInput(`a-key-of-buyer-${n}-of-${seed}`, [], (ceilingMinor / 100).toFixed(2)),
      lines,
      contact: { name: 'Li Lei', email },
      payment: { method: draws.chance(0.7) ? 'bank' : 'till', token: email },
      onPartialFailure: policy,
    },
    isHasty: draws.chance(0.3),
    contradicts: draws.chance(0.1),
    cancels: draws.weighted({ nothing: 80, everything: 12, 'one part': 8 }),
  };
}

/** One buyer, who goes on asking until there is an answer, as an app does that lost its connection. */
export class Buyer {
  readonly wish: Wish;
  /** Every answer that came, oldest first. */
  readonly heard: Heard[] = [];
  readonly complaints = new Set<string>();
  cancelAnswer: string | undefined;
  /** From the first request to an answer that is not "pending". */
  answeredAfterMs = Number.NaN;
  readonly #url: string;

  constructor(wish: Wish, url: string) {
    this.wish = wish;
    this.#url = url;
  }

  /** The last answer that came with an order; without one, the last. */
  get final(): Heard | undefined {
    return this.heard.findLast(({ order }) => order !== undefined) ?? this.heard.at(-1);
  }

  async shop(patienceMs: number): Promise<void> {
    const startedAt = performance.now();
    await Promise.all([this.#placeToTheEnd(patienceMs), ...(this.wish.isHasty ? [this.#placeToTheEnd(patienceMs)] : [])]);
    this.answeredAfterMs = performance.now() - startedAt;
    if (this.wish.contradicts && this.final?.order) await this.#contradict();
    if (this.wish.cancels !== 'nothing' && this.final?.__typename === 'PlacedOrder') await this.#cancel(patienceMs);
  }

  /** Asks once more in the end, when an order was begun: the answer to a key never changes once it is final. */
  async repeat(patienceMs: number): Promise<void> {
    if (this.final?.order) await this.#placeToTheEnd(patienceMs);
  }

  async #placeToTheEnd(patienceMs: number): Promise<void> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const heard = await this.#place();
      if (heard) this.#hear(heard);
      if (heard && heard.__typename !== 'OrderPending') return;
      if (Date.now() > end) {
        if (!heard) this.#complain('no answer came in all the time');
        return;
      }
      await sleep(heard ? 500 : 200);
    }
  }

  async #place(input = this.wish.input): Promise<Heard | undefined> {
    // No answer: the house is down, or an upstream is and it said that nothing was ordered.
    const answer = await ask<{ placeOrder: Heard & { maybe?: OrderSeen | null } } | null>(this.#url, PLACE, { input }).catch(
      () => undefined,
    );
    const said = answer?.data?.placeOrder;
    if (!said) {
      const code = answer?.errors?.[0]?.extensions?.code;
      if (code && !/^(UPSTREAM_|IDEMPOTENCY_IN_PROGRESS)/.test(code)) this.#complain(`an error: ${code} ${answer.errors?.[0]?.message}`);
      return undefined;
    }
    return { __typename: said.__typename, order: said.order ?? said.maybe ?? undefined, accessToken: said.accessToken ?? null };
  }

  #hear(heard: Heard): void {
    const before = this.final;
    if (before?.order && heard.order?.id !== before.order.id)
      this.#complain(`one key, two stories: ${before.__typename} ${before.order.id}, then ${heard.__typename} ${heard.order?.id}`);
    if (before?.order && before.__typename !== 'OrderPending' && heard.__typename !== before.__typename)
      this.#complain(`the answer changed from ${before.__typename} to ${heard.__typename}`);
    this.heard.push(heard);
  }

  #complain(what: string): void {
    this.complaints.add(what);
  }

  async #contradict(): Promise<void> {
    const other = await this.#place({ ...this.wish.input, notes: 'something else' });
    if (other && other.__typename !== 'IdempotencyConflict') this.#complain(`another body under the key was answered ${other.__typename}`);
  }

  async #cancel(patienceMs: number): Promise<void> {
    const { order, accessToken } = this.final as Heard;
    const input = {
      idempotencyKey: `cancel-${this.wish.email}`,
      orderId: order?.id,
      accessToken,
      reason: 'CHANGED_MIND',
      ...(this.wish.cancels === 'one part' ? { partId: order?.parts[0]?.id } : {}),
    };
    const end = Date.now() + patienceMs;
    do {
      const answer = await ask<{ cancelOrder: { __typename: string } } | null>(this.#url, CANCEL, { input }).catch(() => undefined);
      this.cancelAnswer = answer?.data?.cancelOrder.__typename;
      if (this.cancelAnswer === undefined) await sleep(200);
    } while (this.cancelAnswer === undefined && Date.now() < end);
  }
}
