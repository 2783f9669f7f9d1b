/**
 * Orders placed per second through HTTP with the embedded store, durable before the answer, over WooCommerce twins; beside it Vendure's own order
 * flow on its own server in the same run. Slices are interleaved, as these machines are noisy. `npm run bench:orders [-- --seconds 5 --rounds 3]`
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ask, orderInput } from '../e2e/support/graph.ts';
import { startVendure } from '../test-servers/vendure/start.ts';
import { closedLoop, percentile, round, sellable, startBench } from './support.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    buyers: { type: 'string', default: '12' },
  },
});
const [seconds, rounds, buyers] = [Number(values.seconds), Number(values.rounds), Number(values.buyers)];

const ONE_CLICK =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on PlacedOrder { order { id number } } } }';

const bench = await startBench();
const vendure = await startVendure();
const listings = await sellable(bench.url, 400);
const answers = new Map<string, number>();

/** True when it was placed: nothing else counts. */
async function oneBasketOrder(at: number): Promise<boolean> {
  const { id } = listings[at % listings.length] as { id: string };
  const { data } = await ask<{ placeOrder: { __typename: string } }>(bench.url, ONE_CLICK, {
    input: orderInput(randomUUID(), [{ listingId: id }], '99999'),
  });
  answers.set(data.placeOrder.__typename, (answers.get(data.placeOrder.__typename) ?? 0) + 1);
  return data.placeOrder.__typename === 'PlacedOrder';
}

const variants = await vendureVariants();
let refused = 0;

async function vendureOrder(at: number): Promise<boolean> {
  let token = '';
  const call = async (query: string, variables: object = {}) => {
    const response = await fetch(vendure.shopApi, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    token = response.headers.get('vendure-auth-token') ?? token;
    return ((await response.json()) as { data: Record<string, { __typename?: string; id?: string }[] & { __typename?: string }> }).data;
  };
  await call('mutation ($v: ID!) { addItemToOrder(productVariantId: $v, quantity: 1) { __typename } }', {
    v: variants[at % variants.length],
  });
  await call(
    'mutation { setCustomerForOrder(input: { firstName: "Li", lastName: "Lei", emailAddress: "lilei@example.com" }) { __typename } }',
  );
  await call(
    'mutation { setOrderShippingAddress(input: { fullName: "Li Lei", streetLine1: "1 Road", city: "Berlin", postalCode: "10115", countryCode: "DE" }) { __typename } }',
  );
  const methods = await call('{ eligibleShippingMethods { id } }');
  await call('mutation ($m: [ID!]!) { setOrderShippingMethod(shippingMethodId: $m) { __typename } }', {
    m: [methods['eligibleShippingMethods']?.[0]?.id],
  });
  await call('mutation { transitionOrderToState(state: "ArrangingPayment") { __typename } }');
  const paid = await call('mutation { addPaymentToOrder(input: { method: "pay-on-account", metadata: {} }) { __typename } }');
  const isPlaced = paid?.['addPaymentToOrder']?.__typename === 'Order';
  if (!isPlaced) refused++;
  return isPlaced;
}

async function vendureVariants(): Promise<readonly string[]> {
  const response = await fetch(vendure.shopApi, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ products(options: { take: 100 }) { items { variants { id stockLevel } } } }' }),
  });
  const { data } = (await response.json()) as { data: { products: { items: { variants: { id: string; stockLevel: string }[] }[] } } };
  return data.products.items.flatMap(product =>
    product.variants.filter(variant => variant.stockLevel === 'IN_STOCK').map(variant => variant.id),
  );
}

const rows: { readonly ours: number; readonly theirs: number; readonly oursP99: number; readonly theirsP99: number }[] = [];
await closedLoop(buyers, 2, oneBasketOrder);
await closedLoop(buyers, 2, vendureOrder);
answers.clear();
refused = 0;
for (let round_ = 0; round_ < rounds; round_++) {
  const ours = await closedLoop(buyers, seconds, oneBasketOrder);
  const theirs = await closedLoop(buyers, seconds, vendureOrder);
  rows.push({
    ours: ours.length / seconds,
    theirs: theirs.length / seconds,
    oursP99: percentile(ours, 0.99),
    theirsP99: percentile(theirs, 0.99),
  });
}
await bench.stop();
await vendure.stop();

const ratios = rows.map(row => row.ours / row.theirs);
console.log(`orders placed per second, ${buyers} buyers, ${rounds} slices of ${seconds} s each, interleaved`);
console.table(
  rows.map((row, at) => ({
    OneBasket: round(row.ours),
    Vendure: round(row.theirs),
    ratio: round(ratios[at] as number),
    'OneBasket p99 ms': round(row.oursP99),
    'Vendure p99 ms': round(row.theirsP99),
  })),
);
console.log(
  `median ratio ${round(percentile(ratios, 0.5))} (goal: at least 5); answers ${JSON.stringify(Object.fromEntries(answers))}; Vendure refused ${refused}`,
);
console.log(
  JSON.stringify({
    bench: 'orders',
    buyers,
    rows,
    medianRatio: percentile(ratios, 0.5),
    answers: Object.fromEntries(answers),
    vendureRefused: refused,
  }),
);
