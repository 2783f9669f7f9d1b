import type { SaleorTwin } from '../src/index.ts';
import type { SameThings } from './same-things.ts';
import type { Shopper, Wish } from './shopper.ts';

/** What the recording's test stand did between two recorded requests: baskets, orders, changes of the shop. */
type Preparation = (world: World) => Promise<void> | void;

interface World {
  readonly twin: SaleorTwin;
  readonly things: SameThings;
  readonly shopper: Shopper;
}

const basketId = (uuid: string) => Buffer.from(`Checkout:${uuid}`).toString('base64');
const orderId = (uuid: string) => Buffer.from(`Order:${uuid}`).toString('base64');
const MUG: Wish = { lines: { 'MUG-1': 1 } };

/** Puts the basket of that recorded id there. */
function basket(uuid: string, wish: Wish): Preparation {
  return async ({ things, shopper }) => things.bind(basketId(uuid), await shopper.basket(wish));
}

/** Places the order of that recorded id. */
function order(uuid: string, wish: Wish, more: { readonly line?: string; readonly transaction?: string } = {}): Preparation {
  return async ({ things, shopper }) => {
    const { paid = [], ...rest } = wish;
    const id = await shopper.basket(rest);
    for (const amount of paid) {
      const transaction = await shopper.pay(id, amount);
      if (more.transaction) things.bind(Buffer.from(`TransactionItem:${more.transaction}`).toString('base64'), transaction);
    }
    const placed = await shopper.complete(id);
    things.bind(orderId(uuid), placed.id);
    things.bind(uuid, Buffer.from(placed.id, 'base64').toString('utf8').slice('Order:'.length));
    if (more.line) things.bind(Buffer.from(`OrderLine:${more.line}`).toString('base64'), placed.lineId);
  };
}

const price = (sku: string, minor: number, ...channels: readonly string[]): Preparation => {
  return ({ twin }) => channels.forEach(channel => twin.setPrice(sku, channel, minor));
};

function all(...steps: readonly Preparation[]): Preparation {
  return async world => {
    for (const step of steps) await step(world);
  };
}

/** By file and the name of the exchange that follows. */
export const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'refusals/add: more than the stock': basket('ff0a1653-b793-4602-9ea9-da288066bddc', MUG),
  'refusals/voucher: of another channel': basket('4335fe61-f4c5-4390-a10c-471684c4c444', { ...MUG, channel: 'pln', method: null }),
  'refusals/complete: no e-mail': basket('6b64f090-3b5d-45e9-aec1-e9f0b3436c3a', { ...MUG, isBare: true }),
  'refusals/complete: no shipping address': set('checkoutEmailUpdate(id: $id, email: "ada@example.com")'),
  'refusals/complete: no delivery method': set(`checkoutShippingAddressUpdate(id: $id, shippingAddress: $address)`),
  'refusals/complete: no billing address': set('checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: "U2hpcHBpbmdNZXRob2Q6Mg==")'),
  'refusals/complete: not paid': set('checkoutBillingAddressUpdate(id: $id, billingAddress: $address)'),
  'refusals/basket: a line has become short': all(
    basket('ce25857b-ddec-4d40-b9e4-0a6857d2bd3e', { lines: { 'LAMP-1': 5 }, paid: [99.9] }),
    ({ twin }) => twin.setStock('LAMP-1', 2),
  ),
  'refusals/basket: a product was unpublished': all(
    basket('294f806d-34a3-4dd2-9ba9-19b695203edc', { lines: { 'FIL-9': 1, 'MUG-1': 1 }, paid: [14.65] }),
    ({ twin }) => twin.setPublished('FIL-9', false),
  ),
  'refusals/complete: no lines': basket('e01353a4-215f-422a-b304-9788e98da7e1', { lines: {}, method: null }),

  'payment/transactionCreate: anonymous is refused': basket('b3c403fd-5877-43c0-91d1-efb3177774ef', { lines: { 'MUG-1': 2 } }),
  'payment/complete: overpaid': basket('b04cdb84-250e-4a4b-8cb2-e3e8308e3832', { ...MUG, paid: [20] }),
  'payment/transactionCreate: authorised only': basket('4665e903-63ee-4ad4-a129-cb4f5a7a0bfe', MUG),
  'payment/basket: payment gateways': basket('3d287641-283c-43db-84d6-fee605e3ec9c', MUG),
  'payment/transactionInitialize: refused': basket('b91cf2b2-84fb-4e1a-8895-a8c9f734823a', MUG),
  'payment/transactionInitialize: needs action': basket('cfefabb9-4bc0-400e-91ec-8c6f1a495f55', MUG),
  'payment/transactionInitialize: pending': basket('cce05df2-4fb7-4f03-8728-bf6eb5bdc763', MUG),
  'payment/complete: unpaid is allowed in this channel': basket('7de35bbc-2204-45cd-823c-741162c150f7', { ...MUG, channel: 'eur-invoice' }),
  'payment/orderCreateFromCheckout: anonymous': basket('287fcf82-6ed1-4350-be3b-bd396cd0b09f', MUG),
  'payment/orderCreateFromCheckout: too little stock': all(
    basket('7dc0c749-bc32-4c14-b78f-980fcb8ef8c3', { lines: { 'LAMP-1': 5 } }),
    ({ twin }) => twin.setStock('LAMP-1', 2),
  ),

  'orders/order by id: anonymous': order('d2a6b06d-d139-4ea9-9969-de8ca9d6410d', {
    lines: { 'MUG-1': 3, 'KET-1': 2 },
    paid: [76.59],
    metadata: [{ key: 'onebasket', value: 'key-mwvjck90' }],
  }),
  'orders/orderUpdate: an external reference already taken': order(
    'fb6342de-6cb2-414c-a966-6bb2568a639d',
    { ...MUG, paid: [12.85] },
    { transaction: 'eca81073-b0e2-473d-a337-090abc9f2c61' },
  ),
  'orders/metadata: anyone who knows the order id may write it?': order('a08a90c9-4fea-4cca-b22f-0cb7aa2ba647', { ...MUG, paid: [12.85] }),
  'orders/metadata: anyone who knows the basket id may write it': basket('9142e6f7-d53e-4041-a3e4-9ab9facf3236', MUG),
  'orders/orderFulfill: an unconfirmed, unpaid order': order(
    '66cd6b68-a023-4c95-9556-a9a7dae99f7d',
    { ...MUG, channel: 'eur-invoice' },
    { line: '663dab23-a17a-434c-bb04-134f9b28f813' },
  ),
  'orders/orderCancel: paid, nothing shipped': order('4522285c-1e24-443f-8bc7-b62dc465f199', { lines: { 'LAMP-1': 2 }, paid: [42.9] }),
  'orders/transactionRequestAction: REFUND, and no app listens': order(
    'd882e70b-1a0f-42e9-86a3-8f1bcbf8e673',
    { lines: { 'MUG-1': 2 }, paid: [20.8] },
    { transaction: '507c5745-e769-423c-b87f-302851a80c6d' },
  ),

  'completion/the same completion, four at once: 2': basket('5b3b3c2b-c407-42a4-9aa1-fa0c0750e52f', { ...MUG, paid: [12.85] }),
  'completion/price rise: the basket right after': all(
    price('FIL-11', 200, 'eur', 'eur-invoice'),
    basket('1ca1f7ca-b885-4140-93c4-be65e49e9efa', { lines: { 'FIL-11': 2 } }),
    basket('6bd7064e-ba66-420c-ab52-e1e0d24cb7bc', { lines: { 'FIL-11': 2 }, channel: 'eur-invoice' }),
    basket('f9fdee59-7999-4566-9d5e-8535f5165fa4', { lines: { 'FIL-11': 1 } }),
    price('FIL-11', 600, 'eur', 'eur-invoice'),
  ),
  'completion/price rise: complete with the old amount paid': async ({ things, shopper }) => {
    await shopper.pay(things.translate(basketId('1ca1f7ca-b885-4140-93c4-be65e49e9efa')), 8.9);
  },
  'completion/add a line after the payment': basket('1edf5677-cd4c-4734-8991-3ff0b3dc6be1', { ...MUG, paid: [12.85] }),
  'completion/voucher with one use: in two baskets': all(
    basket('a0c11e63-363a-4678-81ca-37ab83513ffa', { lines: { 'MUG-1': 3 } }),
    basket('79158a75-2e54-4d3e-a180-13f45a3d7809', { lines: { 'MUG-1': 3 } }),
  ),
  'completion/voucher with one use: completion 2': async ({ things, shopper }) => {
    for (const uuid of ['a0c11e63-363a-4678-81ca-37ab83513ffa', '79158a75-2e54-4d3e-a180-13f45a3d7809']) {
      await shopper.pay(things.translate(basketId(uuid)), 26.36);
    }
  },
  'completion/voucher with one use: a third basket after it was used': basket('cbe22043-331b-4f6b-a1ea-a18934f9bce6', MUG),
  'completion/dearer delivery: the basket right after': all(
    basket('d34d30a7-6ad5-4127-bb4f-a196afeb4b93', { ...MUG, method: 'U2hpcHBpbmdNZXRob2Q6Mw==' }),
    ({ twin }) => twin.setFare('Express', 'eur', 1990),
  ),
  'completion/dearer delivery: complete with the old amount paid': async ({ things, shopper }) => {
    await shopper.pay(things.translate(basketId('d34d30a7-6ad5-4127-bb4f-a196afeb4b93')), 20.85);
  },
  'completion/another address in the same zone after the delivery method': basket('6c7ca970-e31d-47c7-8e8b-ab7ff6a3cbab', MUG),
  'completion/a channel with automatic completion: complete by hand': basket('37fa41c8-debe-48a8-849d-1eda43a0b7f9', {
    ...MUG,
    paid: [12.85],
  }),
};

const ADDRESS = {
  firstName: 'Ada',
  lastName: 'Example',
  streetAddress1: 'Invalidenstr. 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** One more step of the basket that lacks everything. */
function set(field: string): Preparation {
  return async ({ twin, things }) => {
    const id = things.translate(basketId('6b64f090-3b5d-45e9-aec1-e9f0b3436c3a'));
    const declares = field.includes('$address') ? '$id: ID, $address: AddressInput!' : '$id: ID';
    const query = `mutation(${declares}) { ${field} { errors { code } } }`;
    const body = JSON.stringify({ query, variables: { id, address: ADDRESS } });
    await fetch(`${twin.url}/graphql/`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  };
}
