import type { Call, Destination } from '@onebasket/adapter-sdk';
import { readAll, readOptional } from './client.ts';
import { divide, multiply, ONE, type Micro } from './micro.ts';
import { ratesAt, readTaxRate, type TaxRate } from './tax-rates.ts';
import { filledIn, flagIn, integerIn, recordsIn, textIn } from './wire.ts';

/** How the shop taxes; read from its settings. */
export interface TaxSettings {
  readonly isOn: boolean;
  readonly pricesIncludeTax: boolean;
  readonly basedOn: 'shipping' | 'billing' | 'base';
  /** The class of the shipping line; 'inherit' takes it from the goods. */
  readonly shippingTaxClass: string;
  readonly roundsAtSubtotal: boolean;
  readonly showsTaxInCart: boolean;
  /** Where the shop sits: prices that include tax include that of this place. */
  readonly base: Destination;
  readonly decimals?: number;
  readonly table: readonly TaxRate[];
}

const FIVE_MINUTES_MS = 5 * 60 * 1000;

/** The shop's way of taxing, or `undefined` for a shop that keeps it to itself. Remembered for five minutes; what an order costs is compared with its quote in any case. */
export function taxSettings(call: Call): Promise<TaxSettings | undefined> {
  return call.memo('woocommerce:taxes', FIVE_MINUTES_MS, async () => {
    const [general, tax] = await Promise.all([settingsGroup(call, 'general'), settingsGroup(call, 'tax')]);
    const calculates = flagIn(general?.get('woocommerce_calc_taxes'));
    const base = baseOf(general);
    const decimals = integerIn(general?.get('woocommerce_price_num_decimals'));
    const settings = {
      pricesIncludeTax: flagIn(tax?.get('woocommerce_prices_include_tax')) ?? false,
      basedOn: basedOn(textIn(tax?.get('woocommerce_tax_based_on'))),
      shippingTaxClass: textIn(tax?.get('woocommerce_shipping_tax_class')) ?? 'inherit',
      roundsAtSubtotal: flagIn(tax?.get('woocommerce_tax_round_at_subtotal')) ?? false,
      showsTaxInCart: textIn(tax?.get('woocommerce_tax_display_cart')) === 'incl',
      base,
      ...(decimals === undefined || decimals < 0 || decimals > 6 ? {} : { decimals }),
    };
    if (calculates === false) return { ...settings, isOn: false, table: [] };
    const table = await taxTable(call);
    if (table === undefined || tax === undefined || (settings.pricesIncludeTax && base.country === '')) return undefined;
    return { ...settings, isOn: calculates ?? table.length > 0, table };
  });
}

/** The rates for goods (or shipping) of a class that go to a place. */
export function ratesFor(settings: TaxSettings, destination: Destination | undefined, taxClass: string): readonly TaxRate[] {
  const place = settings.basedOn === 'base' ? settings.base : destination;
  return settings.isOn && place ? ratesAt(settings.table, place, taxClass) : [];
}

/** Tax on top of a net amount, one figure per rate with six decimals; compound rates also tax the tax before them. */
export function taxOn(net: Micro, rates: readonly TaxRate[]): readonly Micro[] {
  const plain = rates.filter(({ isCompound }) => !isCompound).map(({ rate }) => multiply(net, rate));
  let sum = net + plain.reduce((a, b) => a + b, 0n);
  const compound = rates
    .filter(({ isCompound }) => isCompound)
    .map(({ rate }) => {
      const tax = multiply(sum, rate);
      sum += tax;
      return tax;
    });
  return [...plain, ...compound];
}

/** Tax inside a gross amount, all rates together. */
export function taxWithin(gross: Micro, rates: readonly TaxRate[]): Micro {
  let rest = gross;
  let taken = 0n;
  for (const { rate } of rates.filter(({ isCompound }) => isCompound).toReversed()) {
    const tax = rest - divide(rest * ONE, ONE + rate);
    taken += tax;
    rest -= tax;
  }
  const plain = rates.filter(({ isCompound }) => !isCompound);
  const all = plain.reduce((total, { rate }) => total + rate, ONE);
  return plain.reduce((total, { rate }) => total + divide(rest * rate, all), taken);
}

async function settingsGroup(call: Call, group: string): Promise<ReadonlyMap<string, unknown> | undefined> {
  const answer = await readOptional(call, `/settings/${group}`, { _fields: 'id,value' });
  return Array.isArray(answer?.body) ? new Map(recordsIn(answer.body).map(row => [textIn(row['id']) ?? '', row['value']])) : undefined;
}

async function taxTable(call: Call): Promise<readonly TaxRate[] | undefined> {
  const rows = await readAll(call, '/taxes', { orderby: 'id', order: 'asc' }, 'optional');
  return rows && recordsIn(rows).flatMap(row => readTaxRate(row) ?? []);
}

function basedOn(text: string | undefined): TaxSettings['basedOn'] {
  return text === 'billing' || text === 'base' ? text : 'shipping';
}

/** "US:CA" is a country with its state. */
function baseOf(general: ReadonlyMap<string, unknown> | undefined): Destination {
  const [country = '', region] = (filledIn(general?.get('woocommerce_default_country')) ?? '').split(':');
  const city = filledIn(general?.get('woocommerce_store_city'));
  const postalCode = filledIn(general?.get('woocommerce_store_postcode'));
  return { country, ...(region ? { region } : {}), ...(city ? { city } : {}), ...(postalCode ? { postalCode } : {}) };
}
