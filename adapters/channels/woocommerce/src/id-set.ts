/** Which products a feed has handed out, with the variations of the variable ones. */
export type KnownIds = ReadonlyMap<number, readonly number[]>;

/**
 * The ids as short text for a cursor: ascending differences in base 36, variations of a product in parentheses, `a.1.1(b.1).2`.
 * Ids of a shop lie close together, so ten thousand products take some twenty kilobytes.
 */
export function writeKnownIds(known: KnownIds): string {
  const ids = [...known.keys()].sort((a, b) => a - b);
  return differences(ids)
    .map((step, at) => {
      const variations = known.get(ids[at] as number) ?? [];
      return variations.length === 0 ? step : `${step}(${differences([...variations].sort((a, b) => a - b)).join('.')})`;
    })
    .join('.');
}

/** Undoes `writeKnownIds`. */
export function readKnownIds(text: string): Map<number, readonly number[]> {
  const known = new Map<number, readonly number[]>();
  let id = 0;
  for (const [, step, variations] of text.matchAll(/([0-9a-z]+)(?:\(([0-9a-z.]*)\))?/g)) {
    id += parseInt(step as string, 36);
    known.set(id, variations ? sums(variations.split('.')) : []);
  }
  return known;
}

function differences(ascending: readonly number[]): string[] {
  return ascending.map((id, at) => (id - (ascending[at - 1] ?? 0)).toString(36));
}

function sums(steps: readonly string[]): readonly number[] {
  let id = 0;
  return steps.map(step => (id += parseInt(step, 36)));
}
