import type { Cart, CartLine } from './cart.ts';
import { fromExternalId } from './external-id.ts';

/** So many pieces of one thing. */
export interface Line {
  readonly externalId: string;
  readonly quantity: number;
}

/** `CartItemInput`s; the same thing asked for twice is one of them. `undefined` when an id is none of ours. */
export function toCartItems(lines: readonly Line[]): readonly object[] | undefined {
  const pieces = new Map<string, number>();
  for (const { externalId, quantity } of lines) pieces.set(externalId, (pieces.get(externalId) ?? 0) + quantity);
  const items: object[] = [];
  for (const [externalId, quantity] of pieces) {
    const item = fromExternalId(externalId);
    if (!item) return undefined;
    const parent = item.parentSku === undefined ? {} : { parent_sku: item.parentSku };
    items.push({ sku: item.sku, quantity, ...parent, ...(item.selections === undefined ? {} : { selected_options: item.selections }) });
  }
  return items;
}

/** Does the basket hold exactly these pieces? */
export function holds(cart: Cart, lines: readonly Line[]): boolean {
  const count = (all: readonly Line[]) => {
    const pieces = new Map<string, number>();
    for (const { externalId, quantity } of all) pieces.set(externalId, (pieces.get(externalId) ?? 0) + quantity);
    return [...pieces]
      .map(([id, quantity]) => `${quantity} ${id}`)
      .sort()
      .join('\n');
  };
  return count(cart.lines) === count(lines);
}

/**
 * Lines by the ids that they were put in by. A basket may spell a bundle's selections otherwise than the catalogue does ("1.0000" of one for "1"); a bundle of
 * which there is only one in question is that one.
 */
export function asAsked(lines: readonly CartLine[], asked: readonly Line[]): readonly CartLine[] {
  const ids = [...new Set(asked.map(({ externalId }) => externalId))];
  return lines.map(line => {
    if (ids.includes(line.externalId)) return line;
    const sku = fromExternalId(line.externalId)?.sku;
    const [id, ...others] = ids.filter(one => one.includes('*') && fromExternalId(one)?.sku === sku);
    return id === undefined || others.length > 0 ? line : { ...line, externalId: id };
  });
}
