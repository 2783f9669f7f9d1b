import { randomUUID } from 'node:crypto';
import { Ajv, type ValidateFunction } from 'ajv';
import { canonicalJson, type Json } from '@onebasket/core';
import type { Entries, PreparedDocument, StoredDocument } from './document-table.ts';
import { DocumentInvalid, DocumentTooNew, KeyError } from './errors.ts';
import { findNonJson, type JsonObject } from './json-object.ts';
import { encodeKey } from './key-encoding.ts';
import type { CollectionSpec, Doc } from './port.ts';

const DEFAULT_MAX_BYTES = 262_144;
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
/** Part of every fingerprint: raise it when `encodeKey` changes. */
const KEY_ENCODING = 1;

// Formats and unknown keywords are the schema author's business; the schema is our own, so nothing here guards against it.
const ajv = new Ajv({ strict: false, validateFormats: false });

/** What a collection's documents look like: checks them on the way in, derives their keys, lifts old shapes on the way out. */
export class DocumentForm<T extends Doc, I extends string> {
  readonly name: string;
  readonly indexes: ReadonlySet<string>;
  readonly derived: boolean;
  /** Differs when stored keys may differ from what the index functions derive now. */
  readonly fingerprint: string;
  readonly #spec: CollectionSpec<T, I>;
  readonly #shape: number;
  #validate: ValidateFunction | undefined;

  constructor(spec: CollectionSpec<T, I>) {
    const indexes = Object.keys(spec.indexes).sort();
    for (const name of [spec.name, ...indexes]) {
      if (!NAME.test(name))
        throw new TypeError(`${JSON.stringify(name)} cannot name a collection or an index: letters, digits, "_" and "-", at most 64`);
    }
    this.name = spec.name;
    this.indexes = new Set(indexes);
    this.derived = spec.derived === true;
    this.#spec = spec;
    this.#shape = spec.lift.length + 1;
    this.fingerprint = JSON.stringify([KEY_ENCODING, indexes, spec.indexVersion ?? 1, this.#shape]);
  }

  /** The document as version `v` of itself, ready to be stored. Throws `DocumentInvalid`, or `KeyError` when an index function yields no key. */
  prepare(doc: T, v: number, writeId: string = randomUUID()): PreparedDocument {
    const invalid = (path: string, problem: string) => new DocumentInvalid(this.name, path, problem);
    if (!isDocumentId(doc._id)) throw invalid('/_id', 'must be text of 1 to 512 characters, well-formed and without NUL');
    if (!Number.isSafeInteger(doc.v) || doc.v < 0) throw invalid('/v', 'must be a whole number');
    if (doc.shape !== this.#shape) throw invalid('/shape', `must be ${this.#shape}`);
    this.#validate ??= ajv.compile(this.#spec.schema);
    if (!this.#validate(doc)) {
      const [error] = this.#validate.errors ?? [];
      throw invalid(error?.instancePath ?? '', error?.message ?? 'does not match the schema');
    }
    const nonJson = findNonJson(doc);
    if (nonJson !== undefined) throw invalid(nonJson, 'cannot be kept as JSON');
    const { text, content } = canonical(doc);
    const bytes = Buffer.byteLength(text);
    const maxBytes = this.#spec.maxBytes ?? DEFAULT_MAX_BYTES;
    if (bytes > maxBytes) throw invalid('', `${bytes} bytes, at most ${maxBytes} allowed`);
    return { id: doc._id, v, shape: this.#shape, text, entries: this.#entriesOf({ ...content, v } as unknown as T), writeId };
  }

  /** What is stored, in its current shape. Throws `DocumentTooNew` when newer code wrote it. */
  restore(stored: StoredDocument): T {
    if (stored.shape > this.#shape) {
      throw new DocumentTooNew(
        `${this.name}: a document of shape ${stored.shape}, but this version knows shapes up to ${this.#shape}; run the newer version`,
      );
    }
    let doc: JsonObject = { ...(JSON.parse(stored.text) as JsonObject), v: stored.v };
    for (const lift of this.#spec.lift.slice(stored.shape - 1)) doc = lift(doc) as JsonObject;
    return { ...doc, _id: stored.id, v: stored.v, shape: this.#shape } as unknown as T;
  }

  /** The entries of a stored document, as the index functions derive them now. */
  entriesOf(stored: StoredDocument): Entries {
    return this.#entriesOf(this.restore(stored));
  }

  #entriesOf(doc: T): Entries {
    const entries: Record<string, string[]> = {};
    for (const [index, keysOf] of Object.entries<(doc: T) => readonly (readonly (string | number)[])[]>(this.#spec.indexes)) {
      try {
        // The id as the last member makes every entry one of its kind, and its order total.
        const ofIndex = new Set(keysOf(doc).map(key => encodeKey([...key, doc._id])));
        if (ofIndex.size > 0) entries[index] = [...ofIndex];
      } catch (cause) {
        throw new KeyError(`${this.name}: index ${index}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
    }
    return entries;
  }
}

/** Whether a namespace, collection or index can have this name: it becomes part of a file name, a table or a field. */
export function isStorageName(name: string): boolean {
  return NAME.test(name);
}

/** Whether a document can have this id; anything else names nothing, whatever type it really is. */
export function isDocumentId(id: unknown): id is string {
  return typeof id === 'string' && id.length >= 1 && id.length <= 512 && id.isWellFormed() && !id.includes('\0');
}

/** The version is kept beside the document, so that equal content is equal text. */
function canonical(doc: Doc): { readonly text: string; readonly content: JsonObject } {
  const { v: _, ...content } = doc as unknown as JsonObject;
  const text = canonicalJson(content);
  // JSON writes half a surrogate pair as an escape. Vendors cut titles in the middle of an emoji; not every store keeps that, so it becomes U+FFFD in all.
  if (!text.includes('\\ud')) return { text, content };
  const wellFormed = JSON.parse(text, (_, member: Json) => (typeof member === 'string' ? member.toWellFormed() : member)) as JsonObject;
  return { text: canonicalJson(wellFormed), content: wellFormed };
}
