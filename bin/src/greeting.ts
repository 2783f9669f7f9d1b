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
  return `
OneBasket is ready: ${running.url}   (open it in a browser for GraphiQL; Ctrl-C stops)

${rows.join('\n')}
  storage  ${config.storage.url}

Three queries to try:

  { search(query: "手机", first: 3) { nodes { id title priceFrom { money { amount currency } channel { name } } listings { id } } } }

  { search(query: "kettle", first: 1) { nodes { title comparison(destination: { country: "CN" }) {
      offers { listing { channel { name } } landedPrice { amount currency } shipping { amount } availability } complete } } } }

  mutation { placeOrder(input: { idempotencyKey: "my-first-order-0001", lines: [{ listing: { listingId: "<a listing id from above>", quantity: 1 } }],
      contact: { name: "Li Lei", phone: "13800001234" }, address: { country: "CN", city: "Shanghai", line1: "1 Century Avenue" },
      payment: { method: "invoice" }, maxTotal: { amount: "9999", currency: "CNY" }, onPartialFailure: CANCEL_ALL })
    { __typename ... on PlacedOrder { accessToken order { id number status total { amount currency } } } ... on OutOfStock { lines { reason } } ... on PriceChanged { now { amount } } } }
`;
}

function twinOf(demo: Demo | undefined, name: string): string {
  const shop = demo?.shops.find(one => one.name === name);
  return shop ? ` twin at ${shop.url}` : '';
}
