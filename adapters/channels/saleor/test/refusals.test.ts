import type { QuoteRequest } from '@onebasket/adapter-sdk';
import { makeCall } from '@onebasket/adapter-testkit';
import { AdapterError, isRefusal } from '@onebasket/core';
import { describe, expect, test } from 'vitest';
import { saleor } from '../src/index.ts';
import { listIn } from '../src/wire.ts';
import { fixture } from './fixture.ts';

const settings = { baseUrl: 'http://shop.test', channel: 'eur' };
const VARIANT = 'UHJvZHVjdFZhcmlhbnQ6NA==';
const basket: QuoteRequest = { lines: [{ externalId: VARIANT, quantity: 6 }], destination: { country: 'DE' } };

/** A shop that answers so to a basket, and so when it is asked for its stock. */
function shop(errors: unknown, left = { quantityAvailable: 5, here: 5 }) {
  return makeCall(
    ({ body }) => {
      const isStock = String(body).includes('query Stock');
      const data = isStock
        ? { productVariants: { edges: [{ node: { id: VARIANT, ...left } }] } }
        : { checkoutCreate: { checkout: null, errors } };
      return { body: { data } };
    },
    { settings },
  );
}

async function quote(call: ReturnType<typeof makeCall>) {
  const [answer] = (await saleor.capabilities.quotes?.getQuotes([basket], call)) ?? [];
  return isRefusal(answer) ? answer : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  'create: more than the stock': 'out-of-stock',
  'create: unknown variant': 'not-found',
  'create: garbage variant id': 'not-found',
  'create: a product id as variant': 'not-found',
  'create: variant of another channel': 'not-found',
  'create: quantity 51 (limit per checkout 50)': 'limit-exceeded',
  'create: over the limit per customer': 'limit-exceeded',
  'create: quantity 0': 'other',
  'create: bad e-mail': 'address-refused',
  'create: postal code of another shape': 'address-refused',
  'create: no street': 'address-refused',
  'create: no country': 'address-refused',
  'create: US without state': 'address-refused',
  'create: bad phone': 'address-refused',
};
const recorded = new Map(listIn(fixture('refusals')['creates']).map(({ name, errors }) => [String(name), errors]));
const toJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('the recorded no of a real shop', () => {
  test.each(Object.entries(REASONS))('%s → %s', async (name, reason) => {
    expect(await quote(shop(toJson(recorded.get(name))))).toMatchObject({ reason });
  });

  test('to too many names how many are left', async () => {
    expect(await quote(shop(toJson(recorded.get('create: more than the stock'))))).toMatchObject({
      reason: 'out-of-stock',
      available: 5,
      externalIds: [VARIANT],
    });
  });

  test('"only 0 remaining" of a country without a shipping zone is no shortage', async () => {
    const call = shop(toJson(recorded.get('create: a country without a shipping zone')), { quantityAvailable: 50, here: 0 });
    expect(await quote(call)).toMatchObject({ reason: 'not-deliverable' });
  });

  test('repeats neither phone numbers nor ids', async () => {
    expect((await quote(shop(toJson(recorded.get('create: bad phone')))))?.message).toBe('the shop does not take phone (INVALID)');
    const gone = [
      {
        field: 'id',
        code: 'NOT_FOUND',
        message: "Couldn't resolve to a node: Q2hlY2tvdXQ6MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw",
      },
    ];
    expect((await quote(shop(gone)))?.message).toBe("Couldn't resolve to a node: …");
  });

  test.each(['create: unknown channel', 'create: no channel'])('%s is nobody’s refusal but a wrong setting', async name => {
    await expect(quote(shop(toJson(recorded.get(name))))).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

describe('errors at the top', () => {
  const failing = (status: number, code: string, path: readonly string[] = ['products']) =>
    makeCall(
      () => ({
        status,
        body: {
          errors: [{ message: 'no', path, extensions: { exception: { code } } }],
          data: status === 200 ? { products: null } : undefined,
        },
      }),
      { settings },
    );

  test.each([
    [200, 'PermissionDenied', 'unauthorized'],
    [200, 'ExpiredSignatureError', 'unauthorized'],
    [200, 'DoesNotExist', 'unavailable'],
    [200, 'GraphQLError', 'invalid-response'],
    [400, 'GraphQLError', 'misconfigured'],
    [400, 'QueryCostError', 'misconfigured'],
  ])('HTTP %d with %s is %s', async (status, vendorCode, code) => {
    const failure = saleor.capabilities.search?.search({ text: 'x', first: 2 }, failing(status, vendorCode));
    await expect(failure).rejects.toBeInstanceOf(AdapterError);
    await expect(failure).rejects.toMatchObject({ code, vendorCode, outcome: 'not-done' });
  });

  test('a race for reserved stock is told as a defect of the server, and is out of stock', async () => {
    const call = makeCall(
      ({ body }) =>
        String(body).includes('query Stock')
          ? { body: { data: { productVariants: { edges: [{ node: { id: VARIANT, quantityAvailable: 0, here: 0 } }] } } } }
          : {
              body: {
                errors: [{ path: ['checkoutCreate'], extensions: { exception: { code: 'InsufficientStock' } } }],
                data: { checkoutCreate: null },
              },
            },
      { settings },
    );
    expect(await quote(call)).toMatchObject({ reason: 'out-of-stock', available: 0 });
  });
});
