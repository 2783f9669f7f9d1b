import { known, type Call } from '@onebasket/adapter-sdk';
import { settingsOf } from './settings.ts';

/** Whose prices and which language a document asks for: left out, the shop's own. */
export function contextOf(call: Call, country?: string): { readonly country?: string; readonly language?: string } {
  const settings = settingsOf(call.connection);
  return known({ country: country ?? settings.country, language: settings.language });
}

/** How much is asked for at once. Without a token Shopify refuses documents that reckon to more than a thousand. */
export function sizesOf(call: Call): { readonly products: number; readonly variants: number; readonly ids: number } {
  const { storefrontToken, storefrontPrivateToken } = settingsOf(call.connection);
  const hasToken = storefrontToken !== undefined || storefrontPrivateToken !== undefined;
  return hasToken ? { products: 50, variants: 100, ids: 100 } : { products: 5, variants: 10, ids: 25 };
}
