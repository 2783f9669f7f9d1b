/** A page of a list as Relay wants it. Cursors are opaque: the id of the last item, in Base64. */
export function page<T extends { readonly id: string }>(
  items: readonly T[],
  { first = 50, after }: { readonly first?: number | null; readonly after?: string | null },
) {
  const from = after ? items.findIndex(item => cursorOf(item) === after) + 1 : 0;
  const some = items.slice(from, from + Math.min(250, Math.max(0, first ?? 50)));
  return {
    edges: some.map(node => ({ cursor: cursorOf(node), node })),
    nodes: some,
    totalCount: items.length,
    pageInfo: {
      hasNextPage: from + some.length < items.length,
      hasPreviousPage: from > 0,
      startCursor: some[0] ? cursorOf(some[0]) : null,
      endCursor: some.length > 0 ? cursorOf(some[some.length - 1] as T) : null,
    },
  };
}

function cursorOf({ id }: { readonly id: string }): string {
  return Buffer.from(JSON.stringify({ last_id: id })).toString('base64');
}
