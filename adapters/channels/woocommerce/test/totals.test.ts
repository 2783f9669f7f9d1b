import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMicro } from '../src/micro.ts';
import { taxSettings, taxOn, taxWithin } from '../src/tax.ts';
import { computeTotals } from '../src/totals.ts';
import { answerSettings, recorded } from './fixture.ts';
import { makeCall } from './make-call.ts';

interface Order {
  total: string;
  total_tax: string;
  shipping: { country: string; state: string; postcode: string; city: string };
  line_items: { product_id: number; total: string; total_tax: string }[];
}

const prices = new Map([
  [144, '0.99'],
  [145, '33.33'],
  [51, '21.36'],
  [146, '10.00'],
]);

const overridesOf = (name: string): Record<string, string> => ({
  ...(name.startsWith('prices without') || name === 'no taxes' ? { woocommerce_prices_include_tax: 'no' } : {}),
  ...(name === 'no taxes' ? { woocommerce_calc_taxes: 'no' } : {}),
  ...(name.endsWith('subtotal') ? { woocommerce_tax_round_at_subtotal: 'yes' } : {}),
});

describe('what an order costs', () => {
  // "total 10.00 given" sets the line's amount by hand, which we never do.
  const cases = recorded('taxes').filter(({ name }) => !name.startsWith('total 10.00'));

  it.each(cases.map(one => [one.name, one] as const))('is what a real shop said it costs: %s', async (name, { request, response }) => {
    const settings = await taxSettings(makeCall(answerSettings(overridesOf(name))));
    const order = response.body as Order;
    const lines = ((request.body ?? {})['line_items'] as { product_id: number; quantity: number }[]).map(line => ({
      price: toMicro(prices.get(line.product_id) ?? '') ?? 0n,
      quantity: line.quantity,
      isTaxable: line.product_id !== 51,
      taxClass: '',
    }));
    const shipping = (request.body?.['shipping_lines'] as { total: string }[] | undefined)?.[0];
    const destination = {
      country: order.shipping.country,
      region: order.shipping.state,
      postalCode: order.shipping.postcode,
      city: order.shipping.city,
    };
    const totals = computeTotals(lines, shipping && { net: toMicro(shipping.total) ?? 0n, isTaxable: true }, destination, settings, 2);
    expect(totals.total).toBe(toMicro(order.total));
    expect(totals.tax).toBe(toMicro(order.total_tax));
    expect(totals.lines.map(({ net }) => net)).toEqual(order.line_items.map(line => toMicro(line.total)));
  });

  it('stays the typed price when tax is inside and the goods stay at home', async () => {
    const settings = await taxSettings(makeCall(answerSettings()));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 99 }), (cents, quantity) => {
        const price = BigInt(cents) * 10_000n;
        const { total } = computeTotals([{ price, quantity, isTaxable: true, taxClass: '' }], undefined, { country: 'DE' }, settings, 2);
        expect(total).toBe(price * BigInt(quantity));
      }),
    );
  });

  it('takes compound rates off in the order they were put on', () => {
    const rate = (percent: bigint, isCompound: boolean) => ({
      country: '',
      state: '',
      postcodes: [],
      cities: [],
      rate: percent * 10_000n,
      priority: 1,
      order: 0,
      isCompound,
      isForShipping: true,
      taxClass: '',
    });
    const rates = [rate(5n, false), rate(10n, true)];
    expect(taxOn(100_000_000n, rates)).toEqual([5_000_000n, 10_500_000n]);
    expect(taxWithin(115_500_000n, rates)).toBe(15_500_000n);
  });

  it('knows no tax where the shop keeps its settings to itself', async () => {
    expect(await taxSettings(makeCall(() => ({ status: 404, body: {} })))).toBeUndefined();
  });
});
