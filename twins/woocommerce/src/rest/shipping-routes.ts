import { toMicros } from '../decimal.ts';
import type { ShippingMethod, ShippingZone } from '../options.ts';
import type { Shop } from '../shop.ts';
import { WooError } from '../woo-error.ts';
import { links, one, type RestResult } from './rest-answer.ts';
import { many, single, type Route } from './routes.ts';

const DESCRIPTIONS: Readonly<Record<ShippingMethod['methodId'], string>> = {
  flat_rate: '<p>Lets you charge a fixed rate for shipping.</p>\n',
  free_shipping: '<p>Free shipping is a special method which can be triggered with coupons and minimum spends.</p>\n',
  local_pickup: '<p>Allow customers to pick up orders themselves.</p>\n',
};

/** `/shipping_methods` and `/shipping/zones` with their places and methods. */
export const shippingRoutes: readonly Route[] = [
  many('/wc/v3/shipping_methods', {
    GET: () =>
      list([
        { id: 'flat_rate', title: 'Flat rate', description: DESCRIPTIONS.flat_rate },
        { id: 'free_shipping', title: 'Free shipping', description: DESCRIPTIONS.free_shipping },
        { id: 'local_pickup', title: 'Local pickup', description: DESCRIPTIONS.local_pickup },
        { id: 'pickup_location', title: 'Local pickup', description: '' },
      ]),
  }),
  many('/wc/v3/shipping/zones', {
    GET: ({ shop, request }) => list(numberedZones(shop).map(({ id, zone }) => zoneView(id, zone, request.home))),
  }),
  single('/wc/v3/shipping/zones/#', {
    GET: ({ shop, request, ids }) => {
      const { id, zone } = zoneOf(shop, ids[0]);
      return one(zoneView(id, zone, request.home));
    },
  }),
  many('/wc/v3/shipping/zones/#/locations', {
    GET: ({ shop, request, ids }) => {
      const { id, zone } = zoneOf(shop, ids[0]);
      const base = `${request.home}/wp-json/wc/v3/shipping/zones/${id}`;
      return list(
        zone.countries.map(code => ({
          code,
          type: 'country',
          _links: { collection: [{ href: `${base}/locations` }], describes: [{ href: base }] },
        })),
      );
    },
  }),
  many('/wc/v3/shipping/zones/#/methods', {
    GET: ({ shop, request, ids }) =>
      list(methodsOf(shop, ids[0]).map(numbered => methodView(numbered, zoneOf(shop, ids[0]).id, request.home))),
  }),
];

function list(body: readonly unknown[]): RestResult {
  return { status: 200, body, isCollection: true };
}

interface NumberedZone {
  readonly id: number;
  readonly zone: ShippingZone;
}

/** Zone 0 is everywhere else and always there; the others count from 1. */
function numberedZones(shop: Shop): readonly NumberedZone[] {
  const rest = shop.settings.zones.find(zone => zone.countries.length === 0) ?? {
    name: 'Locations not covered by your other zones',
    countries: [],
    methods: [],
  };
  const named = shop.settings.zones.filter(zone => zone.countries.length > 0);
  return [{ id: 0, zone: rest }, ...named.map((zone, index) => ({ id: index + 1, zone }))];
}

function zoneOf(shop: Shop, id = 0): NumberedZone {
  const found = numberedZones(shop).find(zone => zone.id === id);
  if (found === undefined) throw new WooError(404, 'woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.');
  return found;
}

/** A shipping method with the instance id the shop gave it; named zones were made first. */
export interface NumberedMethod {
  readonly instanceId: number;
  readonly order: number;
  readonly method: ShippingMethod;
}

function methodsOf(shop: Shop, zoneId = 0): readonly NumberedMethod[] {
  const { zone } = zoneOf(shop, zoneId);
  const all = numberedZones(shop)
    .toSorted((a, b) => Number(a.id === 0) - Number(b.id === 0) || a.id - b.id)
    .flatMap(({ zone }) => zone.methods.map(method => ({ zone, method })));
  return zone.methods.map((method, index) => ({
    instanceId: all.findIndex(entry => entry.method === method && entry.zone === zone) + 1,
    order: index + 1,
    method,
  }));
}

/** The methods that serve a country: of the zone that names it, else of everywhere else. */
export function methodsFor(shop: Shop, country: string): readonly NumberedMethod[] {
  const wanted = (country || shop.settings.country).toUpperCase();
  const found = numberedZones(shop).find(({ zone }) => zone.countries.some(code => code.toUpperCase() === wanted));
  return methodsOf(shop, found?.id ?? 0);
}

function zoneView(id: number, zone: ShippingZone, home: string): object {
  const base = `${home}/wp-json/wc/v3/shipping/zones`;
  return {
    id,
    name: id === 0 ? 'Locations not covered by your other zones' : zone.name,
    order: 0,
    _links: links(`${base}/${id}`, base, { describedby: `${base}/${id}/locations` }),
  };
}

function methodView({ instanceId, order, method }: NumberedMethod, zoneId: number, home: string): object {
  const zone = `${home}/wp-json/wc/v3/shipping/zones/${zoneId}`;
  const plain = { flat_rate: 'Flat rate', free_shipping: 'Free shipping', local_pickup: 'Local pickup' }[method.methodId];
  return {
    id: instanceId,
    instance_id: instanceId,
    title: method.title,
    order,
    enabled: true,
    method_id: method.methodId,
    method_title: plain,
    method_description: DESCRIPTIONS[method.methodId],
    settings: methodSettings(method, plain),
    _links: links(`${zone}/methods/${instanceId}`, `${zone}/methods`, { describes: zone }),
  };
}

function methodSettings(method: ShippingMethod, plain: string): object {
  const field = (id: string, label: string, value: string, type = 'text', preset = '') => ({
    id,
    label,
    description: '',
    type,
    value,
    default: preset,
    tip: '',
    placeholder: '',
  });
  const title = field('title', 'Name', method.title, 'text', plain);
  if (method.methodId === 'free_shipping') {
    return {
      title,
      requires: field('requires', 'Free shipping requires', toMicros(method.minAmount) > 0n ? 'min_amount' : '', 'select'),
      min_amount: field('min_amount', 'Minimum order amount', method.minAmount, 'price', '0'),
      ignore_discounts: field('ignore_discounts', 'Coupons discounts', 'no', 'checkbox', 'no'),
    };
  }
  return {
    title,
    tax_status: { ...field('tax_status', 'Tax status', 'taxable', 'select', 'taxable'), options: { taxable: 'Taxable', none: 'None' } },
    cost: field('cost', 'Cost', method.cost),
  };
}
