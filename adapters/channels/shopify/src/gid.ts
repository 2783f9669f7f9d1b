import { textIn } from '@onebasket/adapter-sdk';

/** Shopify's kinds of things that are named here. */
export type GidKind = 'Product' | 'ProductVariant' | 'InventoryItem' | 'Order' | 'Cart';

/**
 * The global id of a thing: as it is, made of a bare number (webhooks), or decoded (Storefront versions before 2022-04 wrote Base64). `undefined` for
 * anything else, another kind included.
 */
export function gidIn(value: unknown, kind: GidKind): string | undefined {
  const text = textIn(value)?.trim();
  if (text === undefined) return undefined;
  if (/^\d{1,20}$/.test(text)) return `gid://shopify/${kind}/${text}`;
  const plain = text.startsWith('gid://') ? text : Buffer.from(text, 'base64').toString('latin1');
  const tail = plain.startsWith(`gid://shopify/${kind}/`) ? plain.slice(`gid://shopify/${kind}/`.length) : '';
  // An id that cannot be one would fail a whole document, with everything else that it asks for.
  return (kind === 'Cart' ? /^[\w-]{1,200}(\?key=[\w-]{1,200})?$/ : /^\d{1,20}$/).test(tail) ? plain : undefined;
}

/** The last part: the number of a variant, the token of a cart. Without the secret key of a cart. */
export function tailOf(gid: string): string {
  return (gid.split('/').pop() ?? '').split('?')[0] ?? '';
}

/** A cart's id without the key that lets anybody change the cart. */
export function withoutKey(cartId: string): string {
  return cartId.split('?')[0] ?? '';
}
