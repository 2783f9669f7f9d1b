import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import { signAccessToken, type Keys } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import type { PersonDoc } from '../people/person-doc.ts';

/** One signed-in device: a family of refresh tokens of which only the newest holds. */
export interface SessionDoc extends Doc {
  readonly email: string;
  /** Hash of the secret of the newest refresh token. */
  readonly current: string;
  readonly expiresAt: string;
}

export const sessionsSpec: CollectionSpec<SessionDoc, 'expiresAt'> = {
  name: 'sessions',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    email: Type.String(),
    current: Type.String(),
    expiresAt: Type.String(),
  }),
  lift: [],
  indexes: { expiresAt: doc => [[doc.expiresAt]] },
};

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
}

const ACCESS_MS = 30 * 60_000;
const REFRESH_MS = 30 * 24 * 3_600_000;

const ENDED = 'ended';
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Tokens of signed-in people. A refresh token is used once; an old one shown again ends the whole family, as somebody has copied it. */
export class Sessions {
  readonly #collection: Collection<SessionDoc, 'expiresAt'>;
  readonly #keys: Keys;
  readonly #clock: Clock;

  constructor(collection: Collection<SessionDoc, 'expiresAt'>, keys: Keys, clock: Clock) {
    this.#collection = collection;
    this.#keys = keys;
    this.#clock = clock;
  }

  async begin(person: PersonDoc): Promise<Tokens> {
    const secret = randomBytes(32).toString('base64url');
    const id = randomUUID();
    await this.#collection.insert({
      _id: id,
      v: 1,
      shape: 1,
      email: person._id,
      current: hashOf(secret),
      expiresAt: this.#in(REFRESH_MS).toISOString(),
    });
    return this.#tokens(person, `${id}.${secret}`);
  }

  /** The address of the session and its next refresh token; `undefined` when the token does not hold. */
  async rotate(refreshToken: string): Promise<{ readonly email: string; readonly refreshToken: string } | undefined> {
    const [id = '', secret = ''] = refreshToken.split('.');
    const next = randomBytes(32).toString('base64url');
    const now = this.#clock.now().toISOString();
    let isRotated = false;
    const session = await this.#collection.change(id, doc => {
      isRotated = doc.current === hashOf(secret) && doc.expiresAt > now;
      if (isRotated) return { ...doc, current: hashOf(next), expiresAt: this.#in(REFRESH_MS).toISOString() };
      // No secret has this hash. Ended in the same replace, so that a rotation at the same moment cannot save the family.
      return doc.current === ENDED || doc.current === hashOf(secret) ? undefined : { ...doc, current: ENDED, expiresAt: now };
    });
    return session && isRotated ? { email: session.email, refreshToken: `${id}.${next}` } : undefined;
  }

  async resume(person: PersonDoc, refreshToken: string): Promise<Tokens> {
    return this.#tokens(person, refreshToken);
  }

  /** False when the token does not hold. */
  async end(refreshToken: string): Promise<boolean> {
    const [id = '', secret = ''] = refreshToken.split('.');
    const session = await this.#collection.get(id);
    return session !== undefined && session.current === hashOf(secret) && this.#collection.remove(id, session.v);
  }

  async sweep(): Promise<void> {
    const { docs } = await this.#collection.find({ index: 'expiresAt', prefix: [], below: [this.#clock.now().toISOString()], limit: 500 });
    for (const doc of docs) await this.#collection.remove(doc._id, doc.v);
  }

  #in(ms: number): Date {
    return new Date(this.#clock.now().getTime() + ms);
  }

  async #tokens(person: PersonDoc, refreshToken: string): Promise<Tokens> {
    const expiresAt = this.#in(ACCESS_MS);
    const claims = { id: person.personId, kind: person.kind, email: person.email, name: person.name, roles: person.roles };
    return {
      accessToken: await signAccessToken(this.#keys, claims, this.#clock.now(), expiresAt),
      refreshToken,
      expiresAt: expiresAt.toISOString(),
    };
  }
}
