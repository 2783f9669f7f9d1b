import { formatMicros, toMicros } from './decimal.ts';
import { currencyFacts } from './settings.ts';

/** Bare ampersands as entities, as WordPress keeps titles; quotes and markup stay. */
export function titleEntities(name: string): string {
  return name.replace(/&(?!#?\w+;)/g, '&amp;');
}

/** Titles as the Store API shows them: quotes and inch marks become typographic entities too. */
export function textureEntities(name: string): string {
  return titleEntities(name)
    .replace(/(\d)"/g, '$1&#8243;')
    .replace(/(^|[\s(>])"/g, '$1&#8220;')
    .replace(/"/g, '&#8221;')
    .replace(/(\w)'(\w)/g, '$1&#8217;$2')
    .replace(/ - /g, ' &#8211; ');
}

/** Plain text in paragraphs, as WordPress' `wpautop` makes it; text that is markup already is left alone. */
export function paragraphs(text: string): string {
  if (text === '' || /^\s*</.test(text)) return text;
  return text
    .split(/\n\s*\n/)
    .map(part => `<p>${titleEntities(part.trim()).replace(/\n/g, '<br />\n')}</p>\n`)
    .join('');
}

/** An amount with its symbol in the spans that themes style. */
export function priceMarkup(price: string, currency: string, withBdi = true): string {
  const { entity, decimals } = currencyFacts(currency);
  const inner = `<span class="woocommerce-Price-currencySymbol">${entity}</span>${formatMicros(toMicros(price), decimals)}`;
  return `<span class="woocommerce-Price-amount amount">${withBdi ? `<bdi>${inner}</bdi>` : inner}</span>`;
}
