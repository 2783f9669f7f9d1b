import { seededRandom } from '@onebasket/twin-kit';

/** A global id: type and key in base64. */
export function globalId(type: string, key: string | number): string {
  return Buffer.from(`${type}:${key}`).toString('base64');
}

/** The key behind a global id of this type; `undefined` for anything else. */
export function keyOf(type: string, id: string | null | undefined): string | undefined {
  const parts = partsOf(id);
  return parts?.type === type ? parts.key : undefined;
}

/** Type and key of whatever is a global id at all. */
export function partsOf(id: string | null | undefined): { readonly type: string; readonly key: string } | undefined {
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(id ?? '', 'base64').toString('utf8'));
  return match?.[1] !== undefined && match[2] !== undefined && globalId(match[1], match[2]) === id
    ? { type: match[1], key: match[2] }
    : undefined;
}

/** UUIDs, the same ones for the same seed. */
export function uuidsOf(seed: number): () => string {
  const random = seededRandom(seed);
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
}
