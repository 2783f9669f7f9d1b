import { ask } from '../support/graph.ts';
import type { Bank } from './bank.ts';
import type { Buyer } from './buyer.ts';
import { buyerOf, type CampaignShop } from './campaign-shop.ts';

/** Kinds of wrong that the books can show. */
export const WRONGS = ['duplicate', 'lost', 'double charge', 'unexplained', 'ledger', 'ceiling', 'untrue answer', 'offence'] as const;
export type Wrong = (typeof WRONGS)[number];

export interface Finding {
  readonly wrong: Wrong;
  readonly what: string;
  readonly buyer?: string | undefined;
}

/** An order as the graph tells of it to staff. */
export interface OrderTold {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly contact: { readonly email: string } | null;
  readonly payment: { readonly status: string };
  readonly nextStep: { readonly who: string } | null;
  readonly parts: readonly {
    readonly id: string;
    readonly status: string;
    readonly externalId: string | null;
    readonly channel: { readonly id: string };
  }[];
}

export const STAFF = { email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] };

/** Every order of the house, as its staff sees them. */
export async function ordersTold(url: string): Promise<readonly OrderTold[]> {
  const { data } = await ask<{ signIn: { accessToken: string } }>(
    url,
    'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } } }',
    { input: { email: STAFF.email, password: STAFF.password } },
  );
  const headers = { authorization: `Bearer ${data.signIn.accessToken}` };
  const orders: OrderTold[] = [];
  let after: string | null = null;
  do {
    const page: { data: { orders: { nodes: OrderTold[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } = await ask(
      url,
      `query ($after: String) { orders(first: 100, after: $after) { nodes {
        id number status contact { email } payment { status } nextStep { who } parts { id status externalId channel { id } }
      } pageInfo { hasNextPage endCursor } } }`,
      { after },
      headers,
    );
    orders.push(...page.data.orders.nodes);
    after = page.data.orders.pageInfo.hasNextPage ? page.data.orders.pageInfo.endCursor : null;
  } while (after);
  return orders;
}

const STANDING = new Set(['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED']);
const RESTLESS = new Set(['PENDING', 'PLACING', 'CANCELLING', 'AWAITING_PAYMENT']);
const REST_OF_MONEY = new Set(['CAPTURED', 'PARTLY_REFUNDED', 'REFUNDED', 'VOIDED', 'FAILED']);
const NOTHING_STANDS = new Set(['OrderNotPlaced', 'OutOfStock', 'PriceChanged', 'PaymentDeclined', 'InvalidOrder']);

/** Compares what the house says with the shops' and the bank's own books. Empty when everything is as it has to be. */
export function checkBooks(
  orders: readonly OrderTold[],
  shops: readonly CampaignShop[],
  bank: Bank,
  buyers: readonly Buyer[],
): readonly Finding[] {
  const findings: Finding[] = bank.offences.map(what => ({ wrong: 'offence', what }));
  const byNumber = new Map(orders.map(order => [order.number, order]));
  const wishes = new Map(buyers.map(buyer => [buyer.wish.email, buyer]));
  const standing = shops.flatMap(shop => shop.standing().map(order => ({ shop, order, key: String(order['transaction_id']) })));
  const standingByNumber = Map.groupBy(standing, ({ key }) => key.replace(/-p\d+$/, ''));
  const paymentsByNumber = Map.groupBy(bank.payments, payment => payment.orderNumber);
  const note = (wrong: Wrong, what: string, buyer?: string) => findings.push({ wrong, what, buyer });

  for (const [key, of] of Map.groupBy(standing, ({ shop, key }) => `${shop.id} ${key}`))
    if (of.length > 1) note('duplicate', `${of.length} orders stand under ${key}`, buyerOf(of[0]?.order));
  for (const [email, of] of Map.groupBy(orders, order => order.contact?.email))
    if (of.length > 1) note('duplicate', `${of.length} orders of one key: ${of.map(({ number }) => number).join()}`, email);

  for (const { shop, order, key } of standing) {
    const told = byNumber.get(key.replace(/-p\d+$/, ''));
    const part = told?.parts.find(one => one.id.endsWith(key.slice(key.lastIndexOf('-') + 1)));
    if (!part) note('lost', `${shop.id} ${order.id} stands, and the house knows nothing of it`, buyerOf(order));
    else if (!STANDING.has(part.status) && part.status !== 'UNKNOWN' && !isWithStaff(told))
      note('lost', `${shop.id} ${order.id} stands as ${order.status}, and ${key} is ${part.status}`, buyerOf(order));
  }

  for (const told of orders) {
    const { number } = told;
    const email = told.contact?.email ?? '';
    const wish = wishes.get(email)?.wish;
    const at = standingByNumber.get(number) ?? [];
    for (const part of told.parts)
      if (STANDING.has(part.status) && !at.some(({ shop, order }) => shop.id === part.channel.id && String(order.id) === part.externalId))
        note(
          'lost',
          `${number} ${part.id.split('.').at(-1)} is ${part.status}, and ${part.channel.id} has no order ${part.externalId} that stands`,
          email,
        );

    if (!isWithStaff(told)) {
      if (RESTLESS.has(told.status)) note('unexplained', `${number} is ${told.status} (next: ${told.nextStep?.who})`, email);
      // Nothing was ever to be paid where no shop could even be asked.
      const isUnasked = told.status === 'FAILED' && told.payment.status === 'NONE' && !paymentsByNumber.has(number);
      if (!REST_OF_MONEY.has(told.payment.status) && !isUnasked)
        note('unexplained', `the payment of ${number} (${told.status}) is ${told.payment.status}`, email);
    }

    const payments = paymentsByNumber.get(number) ?? [];
    if (payments.length > 1) note('double charge', `${payments.length} payments for ${number}`, email);
    for (const payment of payments) {
      // What a person has to sort out with the shop is charged to nobody meanwhile.
      const counted = at.filter(({ key }) => told.parts.find(one => key.endsWith(`-${one.id.split('.').at(-1)}`))?.status !== 'UNKNOWN');
      const due = counted.reduce((sum, { order }) => sum + Math.round(Number(order['total']) * 100), 0);
      const net = payment.captured - payment.refunded;
      const isReleased = payment.isVoided || payment.captured > 0;
      if (net > due && !isWithStaff(told)) note('double charge', `${number}: ${net} was taken for ${due} that stand`, email);
      if (net < due && !isWithStaff(told)) note('ledger', `${number}: only ${net} was taken for ${due} that stand`, email);
      if (!isReleased && !isWithStaff(told)) note('ledger', `${number}: ${payment.authorized} are still held`, email);
      if (wish && Math.max(payment.authorized, payment.captured, due) > wish.ceilingMinor)
        note(
          'ceiling',
          `${number}: held ${payment.authorized}, taken ${payment.captured}, standing ${due}, ceiling ${wish.ceilingMinor}`,
          email,
        );
    }
    if (payments.length === 0 && at.length > 0) note('ledger', `${number}: ${at.length} orders stand without a payment`, email);
  }

  for (const buyer of buyers) {
    const { email, policy } = buyer.wish;
    for (const complaint of buyer.complaints) note('untrue answer', complaint, email);
    const { final } = buyer;
    if (!final) continue;
    const told = final.order && byNumber.get(final.order.number);
    if (final.order && !told) note('lost', `the buyer heard ${final.__typename} ${final.order.number}, and there is no such order`, email);
    const at = final.order ? (standingByNumber.get(final.order.number) ?? []) : standing.filter(({ order }) => buyerOf(order) === email);
    if (NOTHING_STANDS.has(final.__typename) && at.length > 0 && !(told && isWithStaff(told)))
      note('untrue answer', `the buyer heard ${final.__typename}, and ${at.length} orders stand`, email);
    if (final.__typename === 'OrderPending' && told && !isWithStaff(told))
      note('untrue answer', `still OrderPending, and nobody is waited for: ${told.number} is ${told.status}`, email);
    // A part that was never made, in an order of all or nothing: only where another shop would not take its part back, whatever it did later.
    if (final.__typename === 'PlacedOrder' && policy === 'CANCEL_ALL' && told) {
      const isUnmade = told.parts.some(part => part.status === 'FAILED' && part.externalId === null);
      const isKept = ({ externalId, channel }: OrderTold['parts'][number]) => {
        const shop = shops.find(({ id }) => id === channel.id);
        const status = shop?.shop.orders.find(order => String(order.id) === externalId)?.status;
        return externalId !== null && (shop?.kept.has(externalId) === true || status === 'completed');
      };
      if (isUnmade && !told.parts.some(isKept))
        note('untrue answer', `PlacedOrder of ${told.number}, of which a part was never placed and no shop kept another`, email);
    }
  }
  return findings;
}

/** A person has been asked: a named state, not a forgotten one. */
export function isWithStaff(order: OrderTold | undefined): boolean {
  return order?.nextStep?.who === 'STAFF';
}
