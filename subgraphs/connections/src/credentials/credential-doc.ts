import type { CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

export const CREDENTIAL_STATES = ['CONNECTED', 'RECONNECT', 'DISCONNECTED'] as const;
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

/** `_id` = `<kind>:<connection>`. What an authorisation flow brought, sealed. */
export interface CredentialDoc extends Doc {
  readonly sealed: string;
  /** `RECONNECT`: the vendor takes it no more, and its owner has to consent again. `DISCONNECTED`: taken away by us; `sealed` is empty. */
  readonly state: CredentialState;
  readonly expiresAt?: string;
  /** When it is due to be refreshed; absent = never. */
  readonly refreshAt?: string;
  /** Failed tries in a row. */
  readonly failures: number;
  /** Who refreshes it holds it so long. */
  readonly heldUntil?: string;
  readonly connectedBy: string;
  readonly connectedAt: string;
  readonly refreshedAt?: string;
}

export const credentialsSpec: CollectionSpec<CredentialDoc, 'all' | 'refreshAt'> = {
  name: 'credentials',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    sealed: Type.String(),
    state: Type.Enum([...CREDENTIAL_STATES]),
    expiresAt: Type.Optional(Type.String()),
    refreshAt: Type.Optional(Type.String()),
    failures: Type.Integer(),
    heldUntil: Type.Optional(Type.String()),
    connectedBy: Type.String(),
    connectedAt: Type.String(),
    refreshedAt: Type.Optional(Type.String()),
  }),
  lift: [],
  indexes: { all: doc => [[doc._id]], refreshAt: doc => (doc.refreshAt === undefined ? [] : [[doc.refreshAt]]) },
};

/** A flow that was begun: `_id` = the digest of its `state`, which works once and for ten minutes. */
export interface FlowDoc extends Doc {
  readonly connection: string;
  readonly redirectUri: string;
  readonly begunBy: string;
  readonly expiresAt: string;
}

export const flowsSpec: CollectionSpec<FlowDoc, 'expiresAt'> = {
  name: 'authorisation-flows',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    connection: Type.String(),
    redirectUri: Type.String(),
    begunBy: Type.String(),
    expiresAt: Type.String(),
  }),
  lift: [],
  indexes: { expiresAt: doc => [[doc.expiresAt]] },
};
