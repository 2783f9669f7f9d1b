/** Where a walk through a search stands: DDK's page, how much of it was given already, and the list that keeps pages from overlapping. */
export interface Place {
  readonly page: number;
  readonly skip: number;
  readonly size: number;
  readonly listId?: string;
}

/** As an opaque cursor. */
export function writePlace({ page, skip, size, listId }: Place): string {
  return Buffer.from(JSON.stringify([page, skip, size, ...(listId === undefined ? [] : [listId])])).toString('base64url');
}

/** `undefined` for no cursor and for one that is not ours: the walk begins anew. */
export function readPlace(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [page, skip, size, listId] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as readonly unknown[];
    if (![page, skip, size].every(count => Number.isSafeInteger(count) && Number(count) >= 0)) return undefined;
    return { page: Number(page), skip: Number(skip), size: Number(size), ...(typeof listId === 'string' ? { listId } : {}) };
  } catch {
    return undefined;
  }
}
