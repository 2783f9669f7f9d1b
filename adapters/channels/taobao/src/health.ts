import type { Call } from '@onebasket/adapter-sdk';
import { search } from './search.ts';

/** A search for one item: accepted means that address, key, signature, permission and promotion position are right. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { items } = await search({ text: '手机', first: 1 }, call);
  return { detail: items.length > 0 ? 'search answers' : 'search answers, with nothing found' };
}
