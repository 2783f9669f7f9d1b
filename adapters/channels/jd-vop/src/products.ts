import type { Call, RawRef, WireRecord } from '@onebasket/adapter-sdk';
import { ask, inBatches, rawRef } from './client.ts';
import type { Form } from './post.ts';
import type { AreaIds } from './area.ts';
import { flagIn, idIn, partIn, recordsIn } from './wire.ts';

/** May these SKUs be sold to this account at all? By SKU; what JD does not know, or not say, is missing. Rows carry the name. */
export async function saleStates(skus: readonly string[], call: Call): Promise<ReadonlyMap<string, WireRecord>> {
  const rows = await inBatches(skus, batch => optionalRows(call, 'api/product/check', { skuIds: batch.join(',') }));
  return new Map(
    rows.flatMap(row => {
      const sku = idIn(row['skuId']);
      return sku === undefined ? [] : [[sku, row] as const];
    }),
  );
}

/** SKUs that may not be delivered to a place, as far as JD says so. An order of one would be refused. */
export async function restrictedAt(skus: readonly string[], area: AreaIds, call: Call): Promise<ReadonlySet<string>> {
  const rows = await inBatches(skus, batch => optionalRows(call, 'api/product/checkAreaLimit', { skuIds: batch.join(','), ...area }));
  return new Set(rows.flatMap(row => (flagIn(row['isAreaRestrict']) === true ? (idIn(row['skuId']) ?? []) : [])));
}

/** Rows of a service that not every contract has. */
async function optionalRows(call: Call, path: string, form: Form): Promise<readonly WireRecord[]> {
  const answer = await ask(call, path, form);
  return answer.ok ? recordsIn(answer.result) : [];
}

/** The page of one SKU; `undefined` for one that JD does not know. */
export async function detailOf(sku: string, call: Call): Promise<{ readonly detail: WireRecord; readonly raw: RawRef } | undefined> {
  const answer = await ask(call, 'api/product/getDetail', { sku });
  if (!answer.ok) return undefined;
  const detail = partIn(answer.result);
  return idIn(detail['sku']) === undefined && idIn(detail['skuId']) === undefined ? undefined : { detail, raw: rawRef(answer) };
}

/** All images by SKU. */
export async function imagesOf(skus: readonly string[], call: Call): Promise<ReadonlyMap<string, readonly WireRecord[]>> {
  const pairs = await inBatches(skus, async batch => {
    const answer = await ask(call, 'api/product/skuImage', { sku: batch.join(',') });
    return answer.ok ? Object.entries(partIn(answer.result)) : [];
  });
  return new Map(pairs.map(([sku, images]) => [sku, recordsIn(images)]));
}
