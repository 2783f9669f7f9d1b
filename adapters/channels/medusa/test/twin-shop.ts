import { readFileSync } from 'node:fs';
import { startMedusaTwin, type MedusaTwin, type ProductOption } from '@onebasket/twin-medusa';

const CATALOGUE = new URL('../../../../test-servers/medusa/catalogue.json', import.meta.url);

/** The twin set up as `test-servers/medusa/seed.ts` sets up the real shop. */
export async function startTwinShop(): Promise<MedusaTwin & { stop(): Promise<void> }> {
  const products = (JSON.parse(readFileSync(CATALOGUE, 'utf8')) as readonly ProductOption[]).map(product => ({
    ...product,
    variants: product.variants.map(variant => (variant.sku === 'MOU-W' ? { ...variant, sale: { eur: 19.99 } } : variant)),
  }));
  const twin = await startMedusaTwin({
    products,
    regions: [
      { name: 'Europe', currency: 'EUR', countries: { DE: 19, FR: 20 } },
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
  return { ...twin, stop: () => twin.close() };
}
