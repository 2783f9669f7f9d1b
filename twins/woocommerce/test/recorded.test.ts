import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WooCommerceTwin } from '../src/index.ts';
import { amountsOf, differences } from './compare.ts';
import { catchUp, prepare } from './prepare.ts';
import { exchangesOf, type Exchange } from './recordings.ts';
import { startRecordedShop } from './recorded-shop.ts';
import { Replay, type Answer } from './replay.ts';

/** Exchanges that are not compared, by file and name, and why. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  'products/OPTIONS': 'the recording leaves the schema out, the twin has none',
  'errors/index': 'the recording leaves the routes out, the twin lists none',
  'errors/wc/v3 index': 'the recording leaves the routes out, the twin lists none',
  'batch/101 updates': 'the recording cuts the body; hazards.test.ts sends a whole one',
  'batch/with a read key': 'signed with another key; auth.test.ts',
  'store-checkout/one cart with a draft placed twice at once (1)': 'who wins a race is chance; hazards.test.ts',
  'store-checkout/one cart with a draft placed twice at once (2)': 'who wins a race is chance; hazards.test.ts',
  'store-checkout/race for the last LAST-4 (2)': 'who wins a race is chance; hazards.test.ts',
  'store-checkout/race for the last LAST-4 (1)': 'who wins a race is chance; hazards.test.ts',
  'store-checkout/race for the last LAST-5 (1)': 'who wins a race is chance; hazards.test.ts',
  'store-checkout/race for the last LAST-5 (2)': 'who wins a race is chance; hazards.test.ts',
};

/** In the order in which one shop was asked; orders that a later file finds were made by an earlier one. */
const ONE_SHOP = [
  'products',
  'product-values',
  'variations',
  'product-writes',
  'orders-create',
  'taxes',
  'orders-find',
  'errors',
  'settings',
  'notes',
  'batch',
  'refunds',
  'orders-update',
];

describe.each([[ONE_SHOP], [['coupons']], [['store-catalogue', 'store-cart']], [['store-checkout']]])('a shop that is asked %j', files => {
  let twin: WooCommerceTwin;
  let replay: Replay;
  beforeAll(async () => {
    twin = await startRecordedShop();
    replay = new Replay(twin.url);
  });
  afterAll(() => twin.close());

  test.each(files)('answers as the real one did: %s', async file => {
    await prepare(file, replay, twin);
    const exchanges = exchangesOf(file).filter(({ name }) => DEVIATIONS[`${file}/${name}`] === undefined);
    const found: string[] = [];
    let together: Promise<Answer> | undefined;
    for (const [index, exchange] of exchanges.entries()) {
      await catchUp(file, exchange, replay, twin);
      // What was asked at once is asked at once.
      const answer = together ?? replay.ask(exchange);
      const next = exchanges[index + 1];
      together = next !== undefined && /at once \([12]\)/.test(next.name) && /at once/.test(exchange.name) ? replay.ask(next) : undefined;
      found.push(...compare(exchange, await answer).map(difference => `${exchange.name}: ${difference}`));
    }
    expect(found).toEqual([]);
  });
});

function compare({ request, response }: Exchange, answer: Answer): string[] {
  const status = answer.status === response.status ? [] : [`status: ${response.status} ≠ ${answer.status}`];
  const isNewOrder = request.method === 'POST' && request.path === '/wp-json/wc/v3/orders' && answer.status === 201;
  const amounts = isNewOrder ? [JSON.stringify(amountsOf(response.body)), JSON.stringify(amountsOf(answer.body))] : [];
  return [...status, ...differences(response.body, answer.body), ...(amounts[0] === amounts[1] ? [] : [amounts.join(' ≠ ')])];
}
