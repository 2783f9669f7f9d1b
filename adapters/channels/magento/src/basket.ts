import { afterWrite, currencyIn, textIn, needed, type Call, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal, type RefusalReason } from '@onebasket/core';
import { cartFields } from './cart-fields.ts';
import { isPriced, readCart, type Cart } from './cart.ts';
import { refusalInUserErrors, refusedAs } from './cart-refusals.ts';
import { asAsked, toCartItems, type Line } from './basket-lines.ts';
import type { Features } from './features.ts';
import { send } from './graphql.ts';
import { settingsOf } from './manifest.ts';
import { neededRecord, recordAt } from './wire.ts';

/** A guest's basket at the shop, step by step; each step is a request of its own, since a document goes on after a step that failed. */
export class Basket {
  readonly id: string;
  readonly #features: Features;
  readonly #label: string;
  readonly #call: Call;
  /** What was put in, to know it again in what the shop says of it. */
  #asked: readonly Line[] = [];

  private constructor(id: string, features: Features, label: string, call: Call) {
    this.id = id;
    this.#features = features;
    this.#label = label;
    this.#call = call;
  }

  /** Makes an empty basket. A chosen id (32 characters) names it for ever: making it again is an error `graphql-already-exists`. */
  static async create(features: Features, label: string, call: Call, chosenId?: string): Promise<Basket> {
    const document = features.createGuestCart
      ? 'mutation CreateCart($input: CreateGuestCartInput) { createGuestCart(input: $input) { cart { id } } }'
      : 'mutation CreateCart($input: createEmptyCartInput) { createEmptyCart(input: $input) }';
    const input = chosenId === undefined ? undefined : features.createGuestCart ? { cart_uid: chosenId } : { cart_id: chosenId };
    const { data } = await send(call, { label: `${label}: make a basket`, document, variables: { input }, effect: 'write' });
    const made = features.createGuestCart ? recordAt(recordAt(data, 'createGuestCart'), 'cart')['id'] : data['createEmptyCart'];
    const id = afterWrite(() => needed(textIn(made), 'magento: id of a basket'));
    return new Basket(id, features, label, call);
  }

  /** A basket that is there. */
  static at(id: string, features: Features, label: string, call: Call): Basket {
    return new Basket(id, features, label, call);
  }

  /** The basket as it stands; throws `MagentoError` of `graphql-no-such-entity` for one that was never made, and for one that has become an order. */
  async read(): Promise<Cart> {
    const document = `query Cart($id: String!) { cart(cart_id: $id) { ${cartFields(this.#features)} } }`;
    const label = `${this.#label}: the basket`;
    const { data, response } = await send(this.#call, { label, document, variables: { id: this.id }, effect: 'read' });
    return this.cartIn(neededRecord(data, 'cart', this.#label), { digest: response.digest, pointer: '/data/cart' });
  }

  /** Puts all lines in. What cannot be had is refused. */
  async add(lines: readonly Line[]): Promise<Cart | Refusal> {
    this.#asked = lines;
    const items = toCartItems(lines);
    if (!items) return refuse('not-found', 'the shop does not sell this', { externalIds: lines.map(({ externalId }) => externalId) });
    const shortage = this.#features.shortage ? '... on InsufficientStockError { quantity }' : '';
    const document = `
      mutation AddProducts($id: String!, $items: [CartItemInput!]!) {
        addProductsToCart(cartId: $id, cartItems: $items) {
          cart { ${cartFields(this.#features)} }
          user_errors { code message ${shortage} }
        }
      }`;
    const variables = { id: this.id, items };
    const { data, response } = await send(this.#call, { label: `${this.#label}: add products`, document, variables, effect: 'write' });
    const answer = afterWrite(() => neededRecord(data, 'addProductsToCart', this.#label));
    return (
      refusalInUserErrors(answer, [...new Set(lines.map(({ externalId }) => externalId))]) ??
      this.#cartAfter(answer, { digest: response.digest, pointer: '/data/addProductsToCart/cart' })
    );
  }

  /** Takes a line out again. */
  async remove(uid: string): Promise<void> {
    const document = 'mutation Remove($input: RemoveItemFromCartInput) { removeItemFromCart(input: $input) { cart { id } } }';
    const variables = { input: { cart_id: this.id, cart_item_uid: uid } };
    await send(this.#call, { label: `${this.#label}: take out`, document, variables, effect: 'write' });
  }

  async setEmail(email: string): Promise<Refusal | undefined> {
    const answer = await refusedAs('address-refused', () =>
      send(this.#call, {
        label: `${this.#label}: e-mail`,
        document: 'mutation Email($input: SetGuestEmailOnCartInput) { setGuestEmailOnCart(input: $input) { cart { email } } }',
        variables: { input: { cart_id: this.id, email } },
        effect: 'write',
      }),
    );
    return isRefusal(answer) ? answer : undefined;
  }

  /** Where it goes to; afterwards it tells how. */
  setShippingAddress(address: object, notes?: string): Promise<Cart | Refusal> {
    const shipping = { address, ...(notes === undefined ? {} : { customer_notes: notes }) };
    return this.#step('setShippingAddressesOnCart', { shipping_addresses: [shipping] }, 'address-refused');
  }

  setShippingMethod(method: object): Promise<Cart | Refusal> {
    return this.#step('setShippingMethodsOnCart', { shipping_methods: [method] }, 'not-deliverable');
  }

  setBillingAddress(address: object): Promise<Cart | Refusal> {
    return this.#step('setBillingAddressOnCart', { billing_address: address }, 'address-refused');
  }

  setPaymentMethod(method: object): Promise<Cart | Refusal> {
    return this.#step('setPaymentMethodOnCart', { payment_method: method }, 'payment-refused');
  }

  /** Uses a coupon. Where it does not hold the basket is as it was. */
  applyCoupon(code: string): Promise<Cart | Refusal> {
    return this.#step('applyCouponToCart', { coupon_code: code }, 'coupon-refused');
  }

  /** A mutation of the form `name(input: { cart_id, … }) { cart }`. */
  #step(name: CartMutation, input: Readonly<Record<string, unknown>>, reason: RefusalReason): Promise<Cart | Refusal> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation Step($input: ${type}) { ${name}(input: $input) { cart { ${cartFields(this.#features)} } } }`;
    const variables = { input: { cart_id: this.id, ...input } };
    return refusedAs(reason, async () => {
      const { data, response } = await send(this.#call, { label: `${this.#label}: ${name}`, document, variables, effect: 'write' });
      const answer = afterWrite(() => neededRecord(data, name, this.#label));
      return this.#cartAfter(answer, { digest: response.digest, pointer: `/data/${name}/cart` });
    });
  }

  /** The basket in the answer to a change; one that comes without its prices is asked for again. */
  async #cartAfter(answer: WireRecord, raw: RawRef): Promise<Cart> {
    const cart = recordAt(answer, 'cart');
    return isPriced(cart) ? afterWrite(() => this.cartIn(cart, raw)) : this.read();
  }

  /** This basket as an answer tells of it, its lines by the ids that they were put in by. */
  cartIn(wire: WireRecord, raw: RawRef): Cart {
    const cart = readCart(wire, currencyIn(settingsOf(this.#call).currency), raw);
    return { ...cart, lines: asAsked(cart.lines, this.#asked) };
  }
}

type CartMutation =
  'setShippingAddressesOnCart' | 'setShippingMethodsOnCart' | 'setBillingAddressOnCart' | 'setPaymentMethodOnCart' | 'applyCouponToCart';
