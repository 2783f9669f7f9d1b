import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestAssignment, type Candidate } from '../src/index.ts';

/** Sellers with a shipping fee that is waived from a threshold on, as shops have it. */
interface Shop {
  readonly fee: bigint;
  readonly freeFrom: bigint;
}

const shops = fc.array(fc.record({ fee: fc.bigInt(0n, 900n), freeFrom: fc.bigInt(0n, 6000n) }), { minLength: 1, maxLength: 4 });
const lines = fc.array(fc.array(fc.option(fc.bigInt(1n, 3000n), { nil: undefined }), { minLength: 4, maxLength: 4 }), {
  minLength: 1,
  maxLength: 5,
});

function basketPrice(shop: Shop, goods: readonly bigint[]): bigint {
  const total = goods.reduce((a, b) => a + b, 0n);
  return total >= shop.freeFrom ? total : total + shop.fee;
}

function exhaustive(prices: readonly (readonly (bigint | undefined)[])[], of: readonly Shop[]): bigint | undefined {
  let best: bigint | undefined;
  const walk = (line: number, chosen: readonly number[]): void => {
    if (line === prices.length) {
      let total = 0n;
      of.forEach((shop, at) => {
        const goods = chosen.flatMap((choice, index) => (choice === at ? [prices[index]?.[at] as bigint] : []));
        if (goods.length > 0) total += basketPrice(shop, goods);
      });
      if (best === undefined || total < best) best = total;
      return;
    }
    of.forEach((_, at) => prices[line]?.[at] !== undefined && walk(line + 1, [...chosen, at]));
  };
  walk(0, []);
  return best;
}

describe('cheapestAssignment', () => {
  it('finds what an exhaustive search finds, with shipping thresholds, and says that it is proven', async () => {
    await fc.assert(
      fc.asyncProperty(shops, lines, async (of, prices) => {
        const candidates = prices.map(row =>
          of.flatMap((_, at): Candidate[] => (row[at] === undefined ? [] : [{ sellerId: String(at), atLeast: row[at] }])),
        );
        const found = await cheapestAssignment(
          candidates,
          async (seller, indexes) =>
            basketPrice(
              of[Number(seller)] as Shop,
              indexes.map(index => prices[index]?.[Number(seller)] as bigint),
            ),
          { maxPriced: 1_000_000 },
        );
        expect(found?.total).toBe(exhaustive(prices, of));
        if (found) expect([found.optimal, found.lowerBound]).toEqual([true, found.total]);
      }),
      { numRuns: 150 },
    );
  });

  it('says when it had to stop early, and the bound it reached', async () => {
    const candidates = Array.from({ length: 6 }, () => ['a', 'b', 'c'].map(sellerId => ({ sellerId, atLeast: 100n })));
    const found = await cheapestAssignment(candidates, async (_, indexes) => BigInt(indexes.length) * 100n + 500n, { maxPriced: 5 });
    expect(found?.optimal).toBe(false);
    expect(found && found.lowerBound <= found.total).toBe(true);
  });

  it('keeps to the most sellers allowed', async () => {
    const candidates = [
      [
        { sellerId: 'a', atLeast: 1n },
        { sellerId: 'b', atLeast: 50n },
      ],
      [{ sellerId: 'b', atLeast: 1n }],
    ];
    const found = await cheapestAssignment(
      candidates,
      async (seller, indexes) =>
        indexes.reduce((sum, index) => sum + (candidates[index]?.find(one => one.sellerId === seller)?.atLeast ?? 0n), 0n),
      { maxPriced: 99, maxSellers: 1 },
    );
    expect(found?.total).toBe(51n);
  });
});
