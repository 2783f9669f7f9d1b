import {
  known,
  type Address,
  type Call,
  type Contact,
  type Destination,
  type QuoteLine,
  type RawRef,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { emailOf, phoneOf, toAddress, toPlace } from './buyer.ts';
import { askStorefront } from './client.ts';
import { contextOf } from './context.ts';
import { unusable } from './errors.ts';
import { gidIn } from './gid.ts';
import { settingsOf } from './settings.ts';
import { cartCreateDocument, cartCreateName } from './storefront-documents.ts';
import { isObject } from './wire.ts';

/** What a cart is made of. */
export interface Basket {
  readonly lines: readonly QuoteLine[];
  readonly destination?: Destination;
  /** Of an order: who buys, where it goes, and what comes back with the order that becomes of the cart. */
  readonly buyer?: { readonly contact: Contact; readonly address: Address; readonly key: string; readonly notes?: string | undefined };
}

/** What Shopify said to one basket. */
export interface CartAnswer {
  /** `cart`, `userErrors`, `warnings`. */
  readonly payload: WireRecord;
  readonly raw: RawRef;
}

/** The attribute of a cart, and later of its order, that carries our key. */
export const KEY_ATTRIBUTE = 'onebasket_key';

const MOST_CARTS = 5;

/** Makes a cart for each basket, several in one request, in the order asked. Nothing is bought by it, and Shopify drops a cart that nobody touches. */
export async function createCarts(baskets: readonly Basket[], call: Call): Promise<readonly CartAnswer[]> {
  const answers: CartAnswer[] = [];
  // A context holds for the whole document: baskets for different countries do not share one.
  const byCountry = Map.groupBy(baskets.entries(), ([, basket]) => countryOf(basket, call));
  for (const [country, entries] of byCountry) {
    for (let from = 0; from < entries.length; from += MOST_CARTS) {
      const some = entries.slice(from, from + MOST_CARTS);
      const made = await createSome(
        some.map(([, basket]) => basket),
        country,
        call,
      );
      for (const [at, [place]] of some.entries()) answers[place] = made[at] as CartAnswer;
    }
  }
  return answers;
}

async function createSome(baskets: readonly Basket[], country: string | undefined, call: Call): Promise<readonly CartAnswer[]> {
  const inputs = Object.fromEntries(baskets.map((basket, at) => [`input${at}`, toInput(basket, country)]));
  const { data, digest } = await askStorefront(
    {
      label: 'cartCreate',
      document: cartCreateDocument(baskets.length),
      variables: { ...inputs, ...contextOf(call, country) },
      effect: 'read',
    },
    call,
  );
  return baskets.map((_, at) => {
    const name = cartCreateName(at, baskets.length);
    const payload = data[name];
    if (!isObject(payload)) throw unusable('was answered without a payload', { label: 'cartCreate', effect: 'read' });
    return { payload, raw: { digest, pointer: `/data/${name}/cart` } };
  });
}

function countryOf({ buyer, destination }: Basket, call: Call): string | undefined {
  return (buyer?.address ?? destination)?.country ?? settingsOf(call.connection).country;
}

function toInput({ lines, destination, buyer }: Basket, country: string | undefined): object {
  const place = buyer ? toAddress(buyer.address, buyer.contact) : destination && toPlace(destination);
  const email = buyer && emailOf(buyer.contact);
  const phone = buyer && phoneOf(buyer.contact);
  return {
    lines: lines.map(({ externalId, quantity }) => ({ merchandiseId: gidIn(externalId, 'ProductVariant') ?? externalId, quantity })),
    ...(country || buyer ? { buyerIdentity: known({ countryCode: country, email, phone }) } : {}),
    ...(place ? { delivery: { addresses: [{ address: { deliveryAddress: place }, selected: true, oneTimeUse: true }] } } : {}),
    ...(buyer ? { attributes: [{ key: KEY_ATTRIBUTE, value: buyer.key }], ...(buyer.notes ? { note: buyer.notes } : {}) } : {}),
  };
}
