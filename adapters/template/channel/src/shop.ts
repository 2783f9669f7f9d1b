import { asRecord, needed, textIn, type Call } from '@onebasket/adapter-sdk';
import { read } from './client.ts';

/** What the shop says of itself. */
export interface Shop {
  readonly name: string;
  /** Its own cart page. */
  readonly cartUrl: string;
}

const HOUR_MS = 60 * 60 * 1000;

export async function readShop(call: Call): Promise<Shop> {
  const shop = asRecord((await read(call, '/shop')).json(), 'Acme GET /shop');
  return {
    name: needed(textIn(shop['name']), 'Acme GET /shop: name'),
    cartUrl: needed(webAddress(textIn(shop['cart_url'])), 'Acme GET /shop: cart_url'),
  };
}

/** As `readShop`, asked once an hour. */
export function knownShop(call: Call): Promise<Shop> {
  return call.memo('shop', HOUR_MS, () => readShop(call));
}

function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:/.test(text) && URL.canParse(text) ? text : undefined;
}
