import type { Json, Merchant, Method, Session } from './state.ts';

export interface Option {
  readonly id: string;
  readonly title: string;
  readonly amount: number;
}

export interface Priced {
  readonly lines: readonly {
    readonly id: string;
    readonly itemId: string;
    readonly title: string;
    readonly price: number;
    readonly quantity: number;
  }[];
  readonly subtotal: number;
  /** What each chosen option costs. */
  readonly fulfillment: readonly Option[];
  readonly applied: readonly { readonly code: string; readonly title: string; readonly amount: number }[];
  readonly total: number;
}

const RATES = [
  { id: 'std-ship', title: 'Standard Shipping', price: 500 },
  { id: 'exp-ship-us', title: 'Express Shipping (US)', price: 1500, only: 'US' },
  { id: 'exp-ship-intl', title: 'International Express', price: 2500, not: 'US' },
] as const;
const FREE_FROM = 10_000;

const DISCOUNTS: ReadonlyMap<string, { readonly title: string; readonly percent?: number; readonly fixed?: number }> = new Map([
  ['10OFF', { title: '10% Off', percent: 10 }],
  ['WELCOME20', { title: '20% Off', percent: 20 }],
  ['FIXED500', { title: '$5.00 Off', fixed: 500 }],
]);

/** Works a session out anew: nothing of what it costs is kept. Discounts come after shipping and one upon the other. */
export function priceOf(merchant: Merchant, session: Session): Priced {
  const rise = merchant.has('price-rises') && session.updates >= 1 ? 100 : 0;
  const lines = session.lines.flatMap(line => {
    const product = merchant.products.get(line.itemId);
    return product ? [{ ...line, title: product.title, price: (merchant.price.get(line.itemId) ?? product.price) + rise }] : [];
  });
  const subtotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const fulfillment = (session.methods ?? []).flatMap(method => {
    const options = optionsOf(merchant, session, method, subtotal);
    return method.groups.flatMap(group => options.find(({ id }) => id === group.selectedOptionId) ?? []);
  });
  const charged = merchant.has('option-not-charged') ? [] : fulfillment;
  let total = subtotal + charged.reduce((sum, { amount }) => sum + amount, 0);
  const applied = (session.codes ?? []).flatMap(code => {
    const discount = DISCOUNTS.get(merchant.isEarly ? code : code.toUpperCase());
    if (!discount) return [];
    const amount = discount.fixed ?? Math.floor((total * (discount.percent ?? 0)) / 100);
    total -= amount;
    return [{ code, title: discount.title, amount }];
  });
  return { lines, subtotal, fulfillment: charged, applied, total: merchant.has('wrong-sum') ? total + 1 : total };
}

/** What can be chosen for a method: by country, and nothing before the country is known. */
export function optionsOf(merchant: Merchant, session: Session, method: Method, subtotal: number): readonly Option[] {
  const country = destinationOf(method)?.['address_country'];
  if (typeof country !== 'string') return [];
  const isFree = subtotal >= FREE_FROM || session.lines.some(({ itemId }) => merchant.freeShippingItems.has(itemId));
  const options = RATES.filter(rate => (!('only' in rate) || rate.only === country) && (!('not' in rate) || rate.not !== country)).map(
    ({ id, title, price }) => (id === 'std-ship' && isFree ? { id, title: `${title} (Free)`, amount: 0 } : { id, title, amount: price }),
  );
  return merchant.has('only-the-dearest-option') && session.buyer ? options.slice(-1) : options;
}

export function destinationOf(method: Method): Json | undefined {
  return method.destinations?.find(({ id }) => id === method.selectedDestinationId);
}

/** Address and option are there, and with them everything that a completion needs. */
export function isShipped(merchant: Merchant, session: Session, subtotal: number): boolean {
  const methods = session.methods ?? [];
  return (
    methods.length > 0 &&
    methods.every(method => {
      const ids = optionsOf(merchant, session, method, subtotal).map(({ id }) => id);
      return (
        destinationOf(method) !== undefined &&
        method.groups.length > 0 &&
        method.groups.every(({ selectedOptionId }) => ids.includes(selectedOptionId ?? ''))
      );
    })
  );
}
