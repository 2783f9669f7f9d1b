import type { TwinResponse } from '@onebasket/twin-kit';
import { unknownNamespace } from '../rest/rest-server.ts';
import type { RestRequest } from '../rest/rest-request.ts';
import type { Shop } from '../shop.ts';

/** Answers everything under `/wc/store/v1`: the public catalogue, carts by token, checkout. */
export class StoreServer {
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  answer(request: RestRequest): TwinResponse {
    void this.#shop;
    return unknownNamespace(request);
  }
}
