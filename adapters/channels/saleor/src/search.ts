import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { PAGE_SIZE, readProducts } from './catalogue.ts';
import { unreadable } from './wire.ts';

interface Query {
  readonly text: string;
  readonly first: number;
  readonly after?: string | undefined;
}

/**
 * Variants of the products that answer to a text, best first; no text finds everything. Pages of the shop are of products: a page that would have more
 * variants than were asked for ends inside of a product, and the next one begins there.
 */
export async function search({ text, first, after }: Query, call: Call): Promise<Page<ChannelListing>> {
  const take = Math.min(Math.max(Math.trunc(first), 1), PAGE_SIZE);
  const from = readPlace(after);
  // No database keeps a NUL in a text.
  const words = text.replaceAll('\0', ' ').trim();
  const page = await readProducts({ first: take, after: from.after, search: words === '' ? undefined : words }, 'search', call);

  const items: ChannelListing[] = [];
  let before = from.after;
  for (const [at, { cursor, listings }] of page.products.entries()) {
    const skip = at === 0 ? from.skip : 0;
    const left = listings.slice(skip);
    const fit = left.slice(0, take - items.length);
    items.push(...fit);
    if (fit.length < left.length) return { items, next: writePlace({ skip: skip + fit.length, after: before }) };
    before = cursor ?? before;
    const isLast = at === page.products.length - 1;
    if (items.length === take && !(isLast && page.next === undefined)) return { items, next: writePlace({ skip: 0, after: before }) };
  }
  return page.next === undefined || page.next === from.after ? { items } : { items, next: writePlace({ skip: 0, after: page.next }) };
}

/** Behind which product, and how many variants of the next one were shown already. */
interface Place {
  readonly skip: number;
  readonly after: string | undefined;
}

function writePlace({ skip, after }: Place): string {
  return `${skip}.${after ?? ''}`;
}

function readPlace(text: string | undefined): Place {
  if (text === undefined) return { skip: 0, after: undefined };
  const match = /^(\d{1,6})\.(.*)$/.exec(text);
  if (!match) throw unreadable('search: not a position that this adapter has given');
  return { skip: Number(match[1]), after: match[2] || undefined };
}
