import type { ShippingZone, TaxOption, WooCommerceTwinOptions } from './options.ts';

/** The settings of a shop with every default filled in. They can be changed through `PUT /settings/…`, as in the real one. */
export interface ShopSettings {
  readonly name: string;
  readonly country: string;
  currency: string;
  calcTaxes: boolean;
  pricesIncludeTax: boolean;
  taxRoundAtSubtotal: boolean;
  readonly taxRate: string;
  readonly taxName: string;
  readonly zones: readonly ShippingZone[];
  readonly hpos: boolean;
}

const NAMES: Readonly<Record<string, readonly [symbol: string, entity: string, name: string, decimals: number]>> = {
  CNY: ['¥', '&yen;', 'Chinese yuan', 2],
  EUR: ['€', '&euro;', 'Euro', 2],
  USD: ['$', '&#36;', 'United States (US) dollar', 2],
  GBP: ['£', '&pound;', 'Pound sterling', 2],
  JPY: ['¥', '&yen;', 'Japanese yen', 0],
  KRW: ['₩', '&#8361;', 'South Korean won', 0],
  HKD: ['$', '&#36;', 'Hong Kong dollar', 2],
  CHF: ['CHF', '&#67;&#72;&#70;', 'Swiss franc', 2],
  AUD: ['$', '&#36;', 'Australian dollar', 2],
  CAD: ['$', '&#36;', 'Canadian dollar', 2],
  SGD: ['$', '&#36;', 'Singapore dollar', 2],
  TWD: ['NT$', '&#78;&#84;&#36;', 'New Taiwan dollar', 2],
  PLN: ['zł', '&#122;&#322;', 'Polish z&#322;oty', 2],
  SEK: ['kr', '&#107;&#114;', 'Swedish krona', 2],
  KWD: ['د.ك', '&#x62f;.&#x643;', 'Kuwaiti dinar', 3],
};

/** Currencies an order may be made in. */
export const CURRENCIES: readonly string[] = (
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTC BTN BWP BYR BYN BZD CAD CDF CHF CLP CNY COP CRC CUC CUP CVE ' +
  'CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP INR IQD IRR IRT ISK JEP JMD JOD JPY ' +
  'KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB ' +
  'PEN PGK PHP PKR PLN PRB PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLL SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH ' +
  'UGX USD UYU UZS VEF VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'
).split(' ');

/** Symbol, HTML entity, English name and decimals of a currency. */
export function currencyFacts(code: string): {
  readonly symbol: string;
  readonly entity: string;
  readonly name: string;
  readonly decimals: number;
} {
  const [symbol, entity, name, decimals] = NAMES[code] ?? [code, code, code, 2];
  return { symbol, entity, name, decimals };
}

/** The settings an option object asks for. */
export function settingsFrom(options: WooCommerceTwinOptions): ShopSettings {
  const country = options.country ?? 'CN';
  const currency = options.currency ?? 'CNY';
  const tax: TaxOption = options.tax ?? { mode: 'none' };
  return {
    name: options.name ?? 'Twin Shop',
    country,
    currency,
    calcTaxes: tax.mode !== 'none',
    pricesIncludeTax: tax.mode === 'inside',
    taxRoundAtSubtotal: tax.mode !== 'none' && tax.roundAtSubtotal === true,
    taxRate: tax.mode === 'none' ? '0' : tax.rate,
    taxName: tax.mode === 'none' ? '' : (tax.name ?? 'VAT'),
    zones: options.shipping ?? defaultZones(country, currency),
    hpos: options.hpos ?? true,
  };
}

function defaultZones(country: string, currency: string): ShippingZone[] {
  const isCheap = currencyFacts(currency).decimals > 0;
  return [
    {
      name: country,
      countries: [country],
      methods: [
        { methodId: 'flat_rate', title: 'Flat rate', cost: isCheap ? '12.00' : '600' },
        { methodId: 'free_shipping', title: 'Free shipping', minAmount: isCheap ? '199.00' : '10000' },
      ],
    },
    {
      name: 'Locations not covered by your other zones',
      countries: [],
      methods: [{ methodId: 'flat_rate', title: 'Flat rate', cost: isCheap ? '60.00' : '3000' }],
    },
  ];
}
