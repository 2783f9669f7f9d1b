import { createHash } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

interface KeyClaimDoc extends Doc {
  readonly hash: string;
  readonly orderId: string;
  readonly at: string;
}

export const keyClaimsSpec: CollectionSpec<KeyClaimDoc, never> = {
  name: 'key-claims',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    hash: Type.String(),
    orderId: Type.String(),
    at: Type.String(),
  }),
  lift: [],
  indexes: {},
};

const KEPT_MS = 30 * 24 * 3_600_000;

/** What an idempotency key is claimed for. */
export interface Claim {
  /** Who chose the key: keys of two viewers never meet. */
  readonly viewer: string;
  readonly operation: string;
  readonly key: string;
  /** Of the coerced input. */
  readonly hash: string;
  readonly orderId: string;
}

/** Idempotency keys of mutations on standing orders, scoped to the viewer and kept for thirty days. What was done under a key is told by the order itself. */
export class KeyClaims {
  readonly #collection: Collection<KeyClaimDoc, never>;
  readonly #clock: Clock;

  constructor(collection: Collection<KeyClaimDoc, never>, clock: Clock) {
    this.#collection = collection;
    this.#clock = clock;
  }

  /** `held`: the key is this input's, now or since earlier; otherwise the id of the order that another input has used it for. */
  async claim(claim: Claim): Promise<'held' | { readonly usedFor: string }> {
    const doc = { _id: idOf(claim), v: 1, shape: 1, hash: claim.hash, orderId: claim.orderId, at: this.#clock.now().toISOString() };
    const { existing } = await this.#collection.insert(doc);
    if (!existing || existing.hash === claim.hash) return 'held';
    if (this.#clock.now().getTime() - Date.parse(existing.at) <= KEPT_MS) return { usedFor: existing.orderId };
    await this.#collection.remove(existing._id, existing.v);
    return this.claim(claim);
  }

  /** Nothing was begun under the key: it is free again. */
  async release(claim: Claim): Promise<void> {
    const held = await this.#collection.get(idOf(claim));
    if (held?.hash === claim.hash) await this.#collection.remove(held._id, held.v);
  }
}

function idOf({ viewer, operation, key }: Claim): string {
  return createHash('sha256')
    .update(JSON.stringify([viewer, operation, key]))
    .digest('base64url');
}

/** Why a key cannot be one; `undefined` when it can. */
export function keyProblem(key: string): string | undefined {
  const length = [...key].length;
  return length < 1 || length > 255 ? 'idempotencyKey must have 1 to 255 characters' : undefined;
}
