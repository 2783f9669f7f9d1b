import { fault } from './errors.ts';

/** One page of a list, in Saleor's terms: `first` is required, 1 to 100; a cursor is the JSON of a sort key in base64. */
export function connect<T, V>(
  what: string,
  { first, after }: { readonly first?: number | null; readonly after?: string | null },
  items: readonly T[],
  keyOf: (item: T) => readonly string[],
  view: (item: T) => V,
) {
  if (!first || first < 0) throw fault(`You must provide a \`first\` or \`last\` value to properly paginate the \`${what}\` connection.`);
  if (first > 100) throw fault(`Requesting ${first} records on the \`${what}\` connection exceeds the \`first\` limit of 100 records.`);
  const cursorOf = (item: T) => Buffer.from(JSON.stringify(keyOf(item))).toString('base64');
  const start = after ? positionAfter(after, items, keyOf) : 0;
  const page = items.slice(start, start + first);
  const last = page.at(-1);
  return {
    totalCount: items.length,
    pageInfo: { hasNextPage: start + first < items.length, endCursor: last === undefined ? null : cursorOf(last) },
    edges: page.map(item => ({ cursor: cursorOf(item), node: view(item) })),
  };
}

function positionAfter<T>(after: string, items: readonly T[], keyOf: (item: T) => readonly string[]): number {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(after, 'base64').toString('utf8'));
  } catch {
    throw fault('Received cursor is invalid.');
  }
  const at = items.findIndex(item => JSON.stringify(keyOf(item)) === JSON.stringify(key));
  return at < 0 ? items.length : at + 1;
}
