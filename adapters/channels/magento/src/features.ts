import { textIn, type Call } from '@onebasket/adapter-sdk';
import { post } from './graphql.ts';
import { isRecord, recordsAt } from './wire.ts';

/** What this shop's version knows. Fields came with 2.4.7 and later; asking for one that is not there fails the whole document. */
export interface Features {
  readonly createGuestCart: boolean;
  /** `estimateShippingMethods` and `estimateTotals`: what a basket costs somewhere, without an address in it. */
  readonly estimates: boolean;
  /** `Cart.itemsV2`. */
  readonly pagedItems: boolean;
  /** `orderV2` and `errors` of a placed order. */
  readonly orderV2: boolean;
  /** `guestOrder`: a guest's own order by number, e-mail and last name; at first (2.4.7) by the postcode in place of the name. */
  readonly guestOrder: 'lastname' | 'postcode' | undefined;
  readonly guestCancel: boolean;
  readonly customAttributes: boolean;
  /** Does a shortage tell how many are left? */
  readonly shortage: boolean;
  /** `Discount.applied_to`: off the goods, or off the shipping. */
  readonly discountTarget: boolean;
  /** `Discount.coupon`: which coupon it is of. */
  readonly discountCoupon: boolean;
  /** Does the chosen way of shipping tell its price with and without tax? */
  readonly shippingTax: boolean;
}

const DAY_MS = 86_400_000;

const TYPES = {
  query: 'Query',
  mutation: 'Mutation',
  cart: 'Cart',
  placed: 'PlaceOrderOutput',
  product: 'ProductInterface',
  discount: 'Discount',
  shortage: 'InsufficientStockError',
  shipping: 'SelectedShippingMethod',
  orderInput: 'OrderInformationInput',
} as const;

const ASK = `query Features { ${Object.entries(TYPES)
  .map(([alias, type]) => `${alias}: __type(name: "${type}") { fields { name } inputFields { name } }`)
  .join(' ')} }`;

/** A shop that does not say (introspection may be turned off) is taken for the newest version. */
const NEWEST: Features = {
  createGuestCart: true,
  estimates: true,
  pagedItems: true,
  orderV2: true,
  guestOrder: 'lastname',
  guestCancel: true,
  customAttributes: true,
  shortage: false,
  discountTarget: true,
  discountCoupon: false,
  shippingTax: true,
};

/** What the shop's schema knows, asked once a day. */
export async function featuresOf(call: Call): Promise<Features> {
  return (await call.memo('features', DAY_MS, () => askFeatures(call))) ?? NEWEST;
}

/** `undefined` for a shop that does not say. An answer that is none says nothing either: what is asked for next meets the same trouble and tells it. */
async function askFeatures(call: Call): Promise<Features | undefined> {
  const response = await post(call, { label: 'features', document: ASK, effect: 'read' });
  const names = response.status === 200 ? namesIn(readJson(response)) : undefined;
  if (!names?.has('query.products') && !names?.has('query.cart')) return undefined;
  const has = (name: string) => names.has(name);
  return {
    createGuestCart: has('mutation.createGuestCart'),
    estimates: has('mutation.estimateTotals') && has('mutation.estimateShippingMethods'),
    pagedItems: has('cart.itemsV2'),
    orderV2: has('placed.orderV2'),
    guestOrder: !has('query.guestOrder') ? undefined : has('orderInput.postcode') && !has('orderInput.lastname') ? 'postcode' : 'lastname',
    guestCancel: has('mutation.requestGuestOrderCancel'),
    customAttributes: has('product.custom_attributesV2'),
    shortage: has('shortage.quantity'),
    discountTarget: has('discount.applied_to'),
    discountCoupon: has('discount.coupon'),
    shippingTax: has('shipping.price_excl_tax'),
  };
}

/** "query.products", "cart.itemsV2", … */
function namesIn(answer: unknown): ReadonlySet<string> {
  const data = isRecord(answer) && isRecord(answer['data']) ? answer['data'] : {};
  return new Set(
    Object.entries(data).flatMap(([alias, type]) =>
      isRecord(type)
        ? [...recordsAt(type, 'fields'), ...recordsAt(type, 'inputFields')].map(field => `${alias}.${textIn(field['name'])}`)
        : [],
    ),
  );
}

function readJson(response: { json(): unknown }): unknown {
  try {
    return response.json();
  } catch {
    return undefined;
  }
}
