import { WooError } from '../woo-error.ts';
import { intField, objectList } from './params.ts';
import { one, type RestResult } from './rest-answer.ts';
import type { JsonObject, RestRequest } from './rest-request.ts';

const MOST = 100;

/** The three things a batch can do; each returns the thing as shown. */
export interface BatchWork {
  readonly create: (item: JsonObject) => unknown;
  readonly update: (id: number, item: JsonObject) => unknown;
  readonly remove: (id: number) => unknown;
}

/** `…/batch`: 200 with one answer per part, `{id, error}` where a part failed. */
export function batch(request: RestRequest, work: BatchWork): RestResult {
  const creates = objectList(request.body, 'create') ?? [];
  const updates = objectList(request.body, 'update') ?? [];
  const removals = ((request.body['delete'] as readonly unknown[] | undefined) ?? []).map(Number);
  if (creates.length + updates.length + removals.length > MOST) {
    throw new WooError(413, 'woocommerce_rest_request_entity_too_large', `Unable to accept more than ${MOST} items for this request.`);
  }
  const answers = {
    ...(creates.length === 0 ? {} : { create: creates.map(item => attempt(0, () => work.create(item))) }),
    ...(updates.length === 0 ? {} : { update: updates.map(item => updateOne(item, work)) }),
    ...(removals.length === 0 ? {} : { delete: removals.map(id => attempt(id, () => work.remove(id))) }),
  };
  return one(Object.keys(answers).length === 0 ? [] : answers);
}

function updateOne(item: JsonObject, work: BatchWork): unknown {
  const id = intField(item, 'update', 'id') ?? 0;
  return attempt(id, () => work.update(id, item));
}

function attempt(id: number, work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof WooError) return { id, error: error.body };
    throw error;
  }
}
