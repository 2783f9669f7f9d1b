import type { Config } from '@onebasket/runtime';
import type { Running } from './compose-system.ts';
import type { Demo } from './demo.ts';

/** What a newcomer reads after the start: what runs, where, and three queries to try. */
export function greeting(running: Running, config: Config, demo: Demo | undefined): string {
  const rows = [
    ...running.registry
      .channels()
      .map(channel => `  channel  ${channel.id.padEnd(12)} ${channel.name} (${channel.adapter.manifest.id}${twinOf(demo, channel.name)})`),
    ...running.registry.carriers().map(carrier => `  carrier  ${carrier.id.padEnd(12)} ${carrier.name} (${carrier.adapter.manifest.id})`),
    ...running.registry.payments().map(payment => `  payment  ${payment.id.padEnd(12)} ${payment.name} (${payment.adapter.manifest.id})`),
  ];
  const sample = sampleOf(running, demo);
  return `
OneBasket is ready: ${running.url}   (open it in a browser for GraphiQL; Ctrl-C stops)

${rows.join('\n')}
  storage  ${config.storage.url}

Three operations to try (paste them into GraphiQL):

1. Search every shop at once

  { search(query: "手机", first: 3) { nodes { title priceFrom { money { amount currency } channel { name } } listings { id match { method confidence } } } channels { channel { name } status count } } }

2. See what it really costs everywhere

  { search(query: "${sample.word}", first: 1) { nodes { title comparison(quantity: 2, destination: { country: "CN" }) {
      offers { listing { id channel { name } } subtotal { amount } shipping { amount } landedPrice { amount currency } availability stock } complete } } } }

3. Order from two shops with one click

  mutation { placeOrder(input: { idempotencyKey: "my-first-order-0001",
      lines: [${sample.listingIds.map(id => `{ listing: { listingId: "${id}" } }`).join(', ')}],
      contact: { name: "Li Lei", phone: "13800001234", email: "lilei@example.com" },
      address: { country: "CN", region: "Shanghai", city: "Shanghai", line1: "1 Century Avenue", postalCode: "200120" },
      payment: { method: "${running.registry.payments()[0]?.id ?? 'invoice'}" }, maxTotal: { amount: "2000", currency: "CNY" } })
    { __typename
      ... on PlacedOrder { accessToken order { id number status total { amount currency } parts { channel { name } externalId status } } }
      ... on OutOfStock { lines { reason } } ... on PriceChanged { now { amount } } ... on InvalidOrder { problems { path message } } } }
`;
}

function twinOf(demo: Demo | undefined, name: string): string {
  const shop = demo?.shops.find(one => one.name === name);
  return shop ? ` twin at ${shop.url}` : '';
}

/** What the examples name: goods of the demo, or a placeholder for the reader's own. */
function sampleOf(running: Running, demo: Demo | undefined): { readonly word: string; readonly listingIds: readonly string[] } {
  if (demo) return demo.sample;
  return {
    word: 'kettle',
    listingIds: running.registry
      .channels()
      .slice(0, 2)
      .map(channel => `${channel.id}:<id>`),
  };
}
