import { bodyJson, json, type AdminRoutes, type TwinRequest } from '@onebasket/twin-kit';
import { orderView } from './rest/order-view.ts';
import type { Shop } from './shop.ts';
import type { ShopControl } from './twin.ts';

/** The shop's own routes under `/__twin/`: read its orders, change stock and prices, ship, forget. */
export function adminRoutes(shop: Shop, control: ShopControl): AdminRoutes {
  const home = (request: TwinRequest) => `http://${request.headers.host ?? '127.0.0.1'}`;
  return {
    'GET /': () => json(200, { name: shop.settings.name, products: shop.products.size, orders: shop.orders.size }),
    'GET /orders': request =>
      json(
        200,
        [...shop.orders.values()].sort((a, b) => a.id - b.id).map(order => orderView(shop, order, home(request))),
      ),
    'POST /stock': async request => {
      const { id, quantity } = fields(request, ['id', 'quantity']);
      await control.setStock(Number(id), Number(quantity));
      return json(200, { id, quantity });
    },
    'POST /price': async request => {
      const { id, price } = fields(request, ['id', 'price']);
      await control.setPrice(Number(id), String(price));
      return json(200, { id, price });
    },
    'POST /ship': async request => {
      const { orderId, carrier, trackingNumber } = fields(request, ['orderId', 'carrier', 'trackingNumber']);
      await control.ship(Number(orderId), { carrier: String(carrier), trackingNumber: String(trackingNumber) });
      return json(200, { orderId, trackingNumber });
    },
    'POST /reset': async () => {
      await control.reset();
      return json(200, { orders: 0 });
    },
  };
}

function fields<K extends string>(request: TwinRequest, names: readonly K[]): Readonly<Record<K, unknown>> {
  const body = bodyJson(request);
  if (typeof body !== 'object' || body === null) throw new TypeError(`the body is a JSON object with ${names.join(', ')}`);
  for (const name of names) if (!(name in body)) throw new TypeError(`${name} is missing`);
  return body as Readonly<Record<K, unknown>>;
}
