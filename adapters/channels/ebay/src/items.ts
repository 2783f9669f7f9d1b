import { textIn, type Call, type Destination, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import pMap from 'p-map';
import { ask } from './client.ts';
import type { EndUser } from './context.ts';
import { settingsOf } from './settings.ts';
import { entriesIn } from './wire.ts';

/** One item, for so many pieces and a place: shipping depends on both. */
export interface ItemQuestion {
  readonly externalId: string;
  readonly quantity?: number;
  readonly endUser?: EndUser;
}

export type ItemAnswer =
  | { readonly found: true; readonly item: WireRecord; readonly raw: RawRef }
  | { readonly found: false; readonly why: 'not-found' | 'closed' };

const CONCURRENCY = 4;
const BULK = 20;
/** What eBay could have given; anything else would only cost a call. */
const ITEM_ID = /^v1\|[^|,\s]{1,100}\|[^|,\s]{1,100}$/;

/** The answers to questions, in their order; the same question is asked once. `fields`: all of an item, or what a price needs (then twenty at once, where that was granted). */
export async function readItems(questions: readonly ItemQuestion[], fields: 'all' | 'price', call: Call): Promise<readonly ItemAnswer[]> {
  const distinct = new Map(questions.map(question => [nameOf(question), question]));
  const { bulkItems } = settingsOf(call.connection);
  const answers = await (fields === 'price' && bulkItems ? readInBulk : readOneByOne)(distinct, call);
  return questions.map(question => answers.get(nameOf(question)) ?? { found: false, why: 'not-found' });
}

/** Every variation of a listing, with the description that they share. */
export async function readGroup(
  groupId: string,
  endUser: EndUser,
  call: Call,
): Promise<{ readonly body: WireRecord; readonly digest: string } | undefined> {
  const path = '/buy/browse/v1/item/get_items_by_item_group';
  const answer = await ask({ path, query: { item_group_id: groupId }, endUser, label: 'GET /item/get_items_by_item_group' }, call);
  return answer.ok ? answer : undefined;
}

type Questions = ReadonlyMap<string, ItemQuestion>;

async function readOneByOne(questions: Questions, call: Call): Promise<ReadonlyMap<string, ItemAnswer>> {
  const answers = await pMap(questions, async ([name, question]) => [name, await readOne(question, call)] as const, {
    concurrency: CONCURRENCY,
  });
  return new Map(answers);
}

async function readOne({ externalId, quantity, endUser = {} }: ItemQuestion, call: Call): Promise<ItemAnswer> {
  if (!ITEM_ID.test(externalId)) return { found: false, why: 'not-found' };
  const path = `/buy/browse/v1/item/${encodeURIComponent(externalId)}`;
  const query = { quantity_for_shipping_estimate: quantity === 1 ? undefined : quantity };
  const answer = await ask({ path, query, endUser, label: 'GET /item/{item_id}' }, call);
  if (!answer.ok) return { found: false, why: answer.why === 'closed' ? 'closed' : 'not-found' };
  const id = textIn(answer.body['itemId']);
  if (id === undefined) throw unreadable('GET /item/{item_id} sent no item');
  // An answer about another item is no answer.
  return id === externalId
    ? { found: true, item: answer.body, raw: { digest: answer.digest, pointer: '' } }
    : { found: false, why: 'not-found' };
}

/** Questions that share a place and a quantity share requests. */
async function readInBulk(questions: Questions, call: Call): Promise<ReadonlyMap<string, ItemAnswer>> {
  const batches = Object.values(Object.groupBy(questions.values(), question => nameOf({ ...question, externalId: '' }))).flatMap(
    (same = []) => chunks(same.filter(({ externalId }) => ITEM_ID.test(externalId))),
  );
  const answers = await pMap(batches, batch => readBatch(batch, call), { concurrency: CONCURRENCY });
  return new Map(answers.flat());
}

async function readBatch(batch: readonly ItemQuestion[], call: Call): Promise<readonly (readonly [string, ItemAnswer])[]> {
  const [first, ...others] = batch;
  if (!first) return [];
  // One that is alone is asked for by itself: its no says which kind it is.
  if (others.length === 0) return [[nameOf(first), await readOne(first, call)]];
  const query = {
    item_ids: batch.map(({ externalId }) => externalId).join(','),
    quantity_for_shipping_estimate: first.quantity === 1 ? undefined : first.quantity,
  };
  const question = { path: '/buy/browse/v1/item/', query, endUser: first.endUser ?? {}, label: 'GET /item/' };
  const answer = await ask(question, call);
  // One bad id spoils its whole batch.
  if (!answer.ok) return [...(await readOneByOne(new Map(batch.map(one => [nameOf(one), one])), call))];
  if (!('items' in answer.body)) throw unreadable('GET /item/ sent no items');
  const found = new Map<string, ItemAnswer>();
  for (const [at, item] of entriesIn(answer.body['items'])) {
    const id = textIn(item['itemId']);
    if (id !== undefined) found.set(id, { found: true, item, raw: { digest: answer.digest, pointer: `/items/${at}` } });
  }
  return batch.map(one => [nameOf(one), found.get(one.externalId) ?? { found: false, why: 'not-found' }]);
}

function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { outcome: 'not-done', message: `ebay: ${what}` });
}

function chunks<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / BULK) }, (_, at) => list.slice(at * BULK, (at + 1) * BULK));
}

function nameOf({ externalId, quantity = 1, endUser }: ItemQuestion): string {
  const { country, postalCode } = endUser?.destination ?? ({} as Partial<Destination>);
  return JSON.stringify([externalId, quantity, country ?? '', postalCode ?? '', endUser?.reference ?? '']);
}
