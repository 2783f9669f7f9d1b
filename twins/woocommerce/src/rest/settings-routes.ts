import { formatMicros, toMicros } from '../decimal.ts';
import { CURRENCIES, currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';
import { notInEnum, WooError } from '../woo-error.ts';
import { textField } from './params.ts';
import { links, one, page, type RestResult } from './rest-answer.ts';
import { many, single, type Route } from './routes.ts';

/** Payment methods every WooCommerce has; all are offline ones. */
export const GATEWAYS = [
  { id: 'bacs', title: 'Direct bank transfer' },
  { id: 'cheque', title: 'Check payments' },
  { id: 'cod', title: 'Cash on delivery' },
] as const;

/** Settings, currency, gateways, taxes and the status page: what a client reads to understand a shop. */
export const settingsRoutes: readonly Route[] = [
  many('/wc/v3/data/currencies/current', {
    GET: ({ shop, request }) => {
      const { name, entity } = currencyFacts(shop.settings.currency);
      const base = `${request.home}/wp-json/wc/v3/data/currencies`;
      return one({ code: shop.settings.currency, name, symbol: entity, _links: links(`${base}/${shop.settings.currency}`, base) });
    },
  }),
  many('/wc/v3/settings/*', {
    GET: ({ shop, request, words }) => {
      const group = settingGroup(shop, words[0] ?? '');
      return list(Object.entries(group).map(([id, value]) => settingView(words[0] ?? '', id, value, request.home)));
    },
  }),
  single('/wc/v3/settings/*/*', {
    GET: ({ shop, request, words: [group = '', id = ''] }) => one(settingView(group, id, settingValue(shop, group, id), request.home)),
    PUT: ({ shop, request, words: [group = '', id = ''] }) => {
      const value = textField(request.body, 'value', 'value') ?? settingValue(shop, group, id);
      writeSetting(shop, group, id, value);
      return one(settingView(group, id, settingValue(shop, group, id), request.home));
    },
  }),
  many('/wc/v3/payment_gateways', {
    GET: () =>
      list(
        GATEWAYS.map(({ id, title }) => ({
          id,
          title,
          description: '',
          order: '',
          enabled: true,
          method_title: title,
          method_description: '',
          method_supports: ['products'],
          settings: {},
          needs_setup: false,
        })),
      ),
  }),
  many('/wc/v3/taxes', {
    GET: ({ shop, request }) =>
      page(request, shop.settings.calcTaxes ? [shop.settings.taxRate] : [], { page: 1, perPage: 10 }, rate =>
        taxView(shop, rate, request.home),
      ),
  }),
  many('/wc/v3/taxes/classes', {
    GET: ({ request }) =>
      list(
        [
          ['standard', 'Standard rate'],
          ['reduced-rate', 'Reduced rate'],
          ['zero-rate', 'Zero rate'],
        ].map(([slug, name]) => ({ slug, name, _links: { collection: [{ href: `${request.home}/wp-json/wc/v3/taxes/classes` }] } })),
      ),
  }),
  many('/wc/v3/system_status', {
    GET: ({ shop, request }) => {
      const { entity, decimals } = currencyFacts(shop.settings.currency);
      return one({
        environment: {
          home_url: request.home,
          site_url: request.home,
          version: '9.2.5',
          wp_version: '7.0',
          php_version: '8.2',
          default_timezone: 'UTC',
        },
        settings: {
          api_enabled: false,
          force_ssl: false,
          currency: shop.settings.currency,
          currency_symbol: entity,
          currency_position: 'left',
          thousand_separator: ',',
          decimal_separator: '.',
          number_of_decimals: decimals,
          HPOS_enabled: shop.settings.hpos,
        },
      });
    },
  }),
];

function list(body: readonly unknown[]): RestResult {
  return { status: 200, body, isCollection: true };
}

function settingGroup(shop: Shop, group: string): Readonly<Record<string, string>> {
  const { settings } = shop;
  const yes = (flag: boolean) => (flag ? 'yes' : 'no');
  if (group === 'general') {
    return {
      woocommerce_store_address: '1 Demo Road',
      woocommerce_store_address_2: '',
      woocommerce_store_city: '',
      woocommerce_default_country: settings.country,
      woocommerce_store_postcode: '',
      woocommerce_allowed_countries: 'all',
      woocommerce_all_except_countries: '',
      woocommerce_specific_allowed_countries: '',
      woocommerce_ship_to_countries: '',
      woocommerce_specific_ship_to_countries: '',
      woocommerce_default_customer_address: 'base',
      woocommerce_calc_taxes: yes(settings.calcTaxes),
      woocommerce_enable_coupons: 'yes',
      woocommerce_calc_discounts_sequentially: 'no',
      woocommerce_currency: settings.currency,
      woocommerce_currency_pos: 'left',
      woocommerce_price_thousand_sep: ',',
      woocommerce_price_decimal_sep: '.',
      woocommerce_price_num_decimals: String(currencyFacts(settings.currency).decimals),
    };
  }
  if (group === 'tax') {
    return {
      woocommerce_prices_include_tax: yes(settings.pricesIncludeTax),
      woocommerce_tax_based_on: 'shipping',
      woocommerce_shipping_tax_class: '',
      woocommerce_tax_round_at_subtotal: yes(settings.taxRoundAtSubtotal),
      woocommerce_tax_classes: '',
      woocommerce_tax_display_shop: settings.pricesIncludeTax ? 'incl' : 'excl',
      woocommerce_tax_display_cart: settings.pricesIncludeTax ? 'incl' : 'excl',
      woocommerce_price_display_suffix: '',
      woocommerce_tax_total_display: 'itemized',
    };
  }
  throw new WooError(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.');
}

function settingValue(shop: Shop, group: string, id: string): string {
  const value = settingGroup(shop, group)[id];
  if (value === undefined) throw new WooError(404, 'rest_setting_setting_invalid', 'Invalid setting.');
  return value;
}

function writeSetting(shop: Shop, group: string, id: string, value: string): void {
  settingValue(shop, group, id);
  const flags = ['yes', 'no'];
  if (id === 'woocommerce_currency') shop.settings.currency = value;
  const flag = {
    woocommerce_calc_taxes: 'calcTaxes',
    woocommerce_prices_include_tax: 'pricesIncludeTax',
    woocommerce_tax_round_at_subtotal: 'taxRoundAtSubtotal',
  }[id] as 'calcTaxes' | 'pricesIncludeTax' | 'taxRoundAtSubtotal' | undefined;
  if (flag === undefined) return;
  if (!flags.includes(value)) throw notInEnum('value', 'value', flags);
  shop.settings[flag] = value === 'yes';
}

function settingView(group: string, id: string, value: string, home: string): object {
  const label = id.replace('woocommerce_', '').replace(/_/g, ' ');
  const isRadio = id === 'woocommerce_prices_include_tax';
  const options = optionsOf(id);
  const base = `${home}/wp-json/wc/v3/settings/${group}`;
  const type = isRadio ? 'radio' : value === 'yes' || value === 'no' ? 'checkbox' : id === 'woocommerce_currency' ? 'select' : 'text';
  return {
    id,
    label,
    description: '',
    type,
    default: isRadio ? 'no' : '',
    ...options,
    tip: label,
    value,
    group_id: group,
    _links: links(`${base}/${id}`, base),
  };
}

function optionsOf(id: string): object {
  if (id === 'woocommerce_currency')
    return { options: Object.fromEntries(CURRENCIES.map(code => [code, `${currencyFacts(code).name} — ${code}`])) };
  if (id !== 'woocommerce_prices_include_tax') return {};
  return { options: { yes: 'Yes, I will enter prices inclusive of tax', no: 'No, I will enter prices exclusive of tax' } };
}

function taxView(shop: Shop, rate: string, home: string): object {
  const base = `${home}/wp-json/wc/v3/taxes`;
  return {
    id: 1,
    country: shop.settings.country,
    state: '',
    postcode: '',
    city: '',
    rate: formatMicros(toMicros(rate), 4),
    name: shop.settings.taxName,
    priority: 1,
    compound: false,
    shipping: true,
    order: 0,
    class: 'standard',
    postcodes: [],
    cities: [],
    _links: links(`${base}/1`, base),
  };
}
