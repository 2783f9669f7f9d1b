import type { Json, Merchant, Method, Session } from './state.ts';

export interface Option {
  readonly id: string;
  readonly title: string;
  readonly amount: number;
}

export interface Applied {
  readonly code: string;
  readonly title: string;
  readonly amount: number;
  /** By line, for a discount on goods; one on the whole has none. */
  readonly allocations?: readonly number[];
}

export interface Priced {
  readonly lines: readonly {
    readonly id: string;
    readonly itemId: string;
    readonly title: string;
    readonly price: number;
    readonly quantity: number;
    /** Taken off this very line. */
    readonly off: number;
  }[];
  /** Before any discount. */
  readonly subtotal: number;
  /** What each chosen option costs. */
  readonly fulfillment: readonly Option[];
  readonly applied: readonly Applied[];
  readonly total: number;
}

const RATES = [
  { id: 'std-ship', title: 'Standard Shipping', price: 500 },
  { id: 'exp-ship-us', title: 'Express Shipping (US)', price: 1500, only: 'US' },
  { id: 'exp-ship-intl', title: 'International Express', price: 2500, not: 'US' },
] as const;
const FREE_FROM = 10_000;

const DISCOUNTS: ReadonlyMap<
  string,
  { readonly title: string; readonly percent?: number; readonly fixed?: number; readonly itemPercent?: number }
> = new Map([
  ['10OFF', { title: '10% Off', percent: 10 }],
  ['WELCOME20', { title: '20% Off', percent: 20 }],
  ['FIXED500', { title: '$5.00 Off', fixed: 500 }],
  ['EACH20', { title: '20% Off Each Item', itemPercent: 20 }],
]);

/** Works a session out anew: nothing of what it costs is kept. Discounts on the whole come after shipping and one upon the other. */
export function priceOf(merchant: Merchant, session: Session): Priced {
  const rise = merchant.has('price-rises') && session.updates >= 1 ? 100 : 0;
  const codes = (session.codes ?? []).map(code => ({ code, discount: DISCOUNTS.get(merchant.isEarly ? code : code.toUpperCase()) }));
  const itemPercent = Math.max(0, ...codes.map(({ discount }) => discount?.itemPercent ?? 0));
  const lines = session.lines.flatMap(line => {
    const product = merchant.products.get(line.itemId);
    if (!product) return [];
    const price = (merchant.price.get(line.itemId) ?? product.price) + rise;
    return [{ ...line, title: product.title, price, off: Math.floor((price * line.quantity * itemPercent) / 100) }];
  });
  const subtotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const fulfillment = (session.methods ?? []).flatMap(method => {
    const options = optionsOf(merchant, session, method, subtotal);
    return method.groups.flatMap(group => options.find(({ id }) => id === group.selectedOptionId) ?? []);
  });
  const charged = merchant.has('option-not-charged') ? [] : fulfillment;
  const allocations = lines.map(({ off }) => off);
  const itemsOff = allocations.reduce((sum, off) => sum + off, 0);
  let total = subtotal - itemsOff + charged.reduce((sum, { amount }) => sum + amount, 0);
  const applied = codes.flatMap(({ code, discount }): readonly Applied[] => {
    if (!discount) return [];
    if (discount.itemPercent !== undefined) return [{ code, title: discount.title, amount: itemsOff, allocations }];
    const amount = discount.fixed ?? Math.floor((total * (discount.percent ?? 0)) / 100);
    total -= amount;
    return [{ code, title: discount.title, amount }];
  });
  return { lines, subtotal, fulfillment: charged, applied, total: merchant.has('wrong-sum') ? total + 1 : total };
}

/** What can be chosen for a method: by country, and nothing before the country is known. */
export function optionsOf(merchant: Merchant, session: Session, method: Method, subtotal: number): readonly Option[] {
  const { country } = method;
  if (country === undefined) return [];
  // By the lines that the method names: one that names others has nothing that ships free.
  const named = session.lines.filter(({ id }) => method.lineIds.includes(id));
  const isFree = subtotal >= FREE_FROM || named.some(({ itemId }) => merchant.freeShippingItems.has(itemId));
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
