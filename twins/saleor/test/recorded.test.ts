import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VOUCHERS } from '../src/default-shop.ts';
import { startSaleorTwin, type SaleorTwin, type SaleorTwinOptions } from '../src/index.ts';
import { LEFT_OUT } from './left-out.ts';
import { PREPARATIONS } from './prepare.ts';
import { exchangesOf, type Exchange } from './recordings.ts';
import { SameThings } from './same-things.ts';
import { ask, post, Shopper } from './shopper.ts';

type Results = ReturnType<NonNullable<SaleorTwinOptions['paymentApp']>['initialize']>;

/** What the recorded payment app answered, one after the other. */
const ANSWERS: readonly Results[] = [
  { result: 'CHARGE_SUCCESS', data: { method: 'test' } },
  { result: 'CHARGE_SUCCESS', data: { method: 'test' } },
  { result: 'CHARGE_FAILURE', message: 'card declined', data: {} },
  { result: 'CHARGE_ACTION_REQUIRED', data: { redirect: 'http://gateway.test/3ds' } },
  { result: 'CHARGE_REQUEST', data: {} },
];

describe('a twin that is asked what a real shop was asked', () => {
  let twin: SaleorTwin;
  let options: { -readonly [K in keyof SaleorTwinOptions]: SaleorTwinOptions[K] };
  beforeEach(async () => {
    options = { vouchers: [...VOUCHERS, { code: 'ONCE-mwvjck90', channels: ['eur'], percentOff: 10, uses: 1 }] };
    twin = await startSaleorTwin(options);
  });
  afterEach(() => twin.close());

  test.each(['catalogue', 'checkout', 'refusals', 'payment', 'orders', 'completion', 'limits'])('answers as it did: %s', async file => {
    const answers = [...ANSWERS];
    const refunds = ['REFUND_SUCCESS', 'REFUND_FAILURE'] as const;
    let refunded = 0;
    const paymentApp = {
      id: 'QXBwOjQ=',
      initialize: () => answers.shift() ?? ({ result: 'CHARGE_FAILURE' } as const),
      refund: () => refunds[refunded++] ?? ('REFUND_FAILURE' as const),
    };
    const things = new SameThings();
    const shopper = new Shopper(twin);
    const found: string[] = [];
    const prepared = new Set<string>();
    for (const exchange of exchangesOf(file)) {
      const name = `${file}/${exchange.name}`;
      if (LEFT_OUT[name] !== undefined) continue;
      // Several exchanges of one name were sent at once.
      if (!prepared.has(name)) await PREPARATIONS[name]?.({ twin, things, shopper });
      prepared.add(name);
      if (file === 'payment' || /the app answers at once/.test(name)) options.paymentApp = paymentApp;
      const { status, body } = await replay(exchange, things);
      const problems = [
        ...(status === exchange.status ? [] : [`HTTP ${exchange.status} ≠ ${status}`]),
        ...things.differences(exchange.body, body),
      ];
      found.push(...problems.map(problem => `${name} ${problem}`));
    }
    expect(found).toEqual([]);
  });

  function replay({ query, variables, raw, token }: Exchange, things: SameThings) {
    if (raw) return post(twin.url, raw.text, raw.type, token);
    return ask(twin.url, query ?? '', things.translate(variables), token);
  }

  test('leaves out only what was recorded', () => {
    const files = [...new Set(Object.keys(LEFT_OUT).map(name => name.slice(0, name.indexOf('/'))))];
    const names = new Set(files.flatMap(file => exchangesOf(file).map(({ name }) => `${file}/${name}`)));
    expect(Object.keys(LEFT_OUT).filter(name => !names.has(name))).toEqual([]);
  });
});
