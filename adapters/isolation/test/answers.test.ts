import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, isolate, SECRET, type Bench } from './support.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await isolate('hostile', {}, { isShared: true });
});
afterAll(() => bench.close());

describe('what an isolated adapter answers', () => {
  it('is rebuilt from literals: keys that reach behind an object, and members the contract does not know, are dropped', async () => {
    const { connection } = bench;
    const [listing] = await connection.run('listings', (it, call) => it.getListings(['polluting keys'], call));
    expect(listing?.title).toBe('polite');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((listing as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(listing)).toBe(Object.prototype);
    expect(Object.getOwnPropertyNames(listing)).not.toContain('__proto__');
    expect(Object.keys(listing ?? {})).not.toContain('surplus');
    expect(Object.hasOwn(listing ?? {}, 'constructor')).toBe(false);
  });

  it.each([
    ['a price in floats', '/0/price/minor'],
    ['a currency that there is not', '/0/price/currency'],
    ['a word that is not ours', '/0/availability'],
    ['an address that runs', '/0/url'],
    ['no list', 'the whole of it'],
    ['a list without end', 'the whole of it'],
  ])('is refused when it is %s, naming the place', async (trick, place) => {
    const { attack, warnings } = bench;
    const failure = await failureOf(attack(trick));
    expect(failure).toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
    expect(failure.message).toContain(place);
    expect(warnings).toEqual([]);
  });
});

describe('what an isolated adapter throws', () => {
  it.each(['throw nothing', 'throw text', 'throw a symbol', 'throw what cannot be looked at', 'throw a false failure'])(
    'comes as the one kind of failure that callers know: %s',
    async trick => {
      const { attack, warnings } = bench;
      expect(await failureOf(attack(trick))).toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
      expect(warnings).toEqual([]);
    },
  );

  it('says no secret', async () => {
    const { attack } = bench;
    const failure = await failureOf(attack('throw the secret'));
    expect(`${failure.message} ${String(failure.cause)} ${String((failure.cause as Error).stack)}`).not.toContain(SECRET);
  });
});
