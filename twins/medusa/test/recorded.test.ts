import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMedusaTwin, type MedusaTwin, type ProductOption } from '../src/index.ts';
import { differences } from './compare.ts';
import { playScenario, type Answer } from './scenario.ts';

type Answers = Readonly<Record<string, Answer>>;

const recorded = JSON.parse(readFileSync(new URL('./fixtures/shop.json', import.meta.url), 'utf8')) as Answers;
const catalogue = JSON.parse(
  readFileSync(new URL('../../../test-servers/medusa/catalogue.json', import.meta.url), 'utf8'),
) as readonly ProductOption[];

describe('asked what a real Medusa 2.21.2 was asked, the twin answers', () => {
  let twin: MedusaTwin;
  let answers: Answers;
  beforeAll(async () => {
    twin = await startMedusaTwin({
      products: catalogue.map(product => ({
        ...product,
        variants: product.variants.map(variant => (variant.sku === 'MOU-W' ? { ...variant, sale: { eur: 19.99 } } : variant)),
      })),
      regions: [
        { name: 'Europe', currency: 'EUR', countries: { FR: 20, DE: 19 } },
        { name: 'United Kingdom', currency: 'GBP', countries: { GB: 20 }, pricesIncludeTax: true },
        { name: 'Japan', currency: 'JPY', countries: { JP: 0 } },
      ],
      shipping: [
        { name: 'Express', code: 'express', prices: { eur: 9.99, gbp: 8.5, jpy: 1200 } },
        { name: 'Standard', code: 'standard', prices: { eur: 4.99, gbp: 3.95, jpy: 500 } },
      ],
      deliveredTo: ['DE', 'GB', 'JP'],
      promotions: [{ code: 'TEATIME', isAutomatic: true, percentOff: 10, products: ['pellworm-tea'] }],
    });
    answers = await playScenario(twin);
  });
  afterAll(() => twin?.close());

  it('everything that was asked', () => {
    expect(Object.keys(answers)).toEqual(Object.keys(recorded));
  });

  it.each(Object.keys(recorded))('%s: with the same status, members, words and amounts', step => {
    expect(answers[step]?.status).toBe(recorded[step]?.status);
    expect(differences(recorded[step]?.body, answers[step]?.body)).toEqual([]);
  });
});
