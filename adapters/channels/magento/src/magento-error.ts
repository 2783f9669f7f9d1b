import { textIn } from '@onebasket/adapter-sdk';
import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import { isRecord } from './wire.ts';

/** One of a GraphQL answer's `errors`. */
export class MagentoError extends AdapterError {
  /** `extensions.category`: graphql-input, graphql-no-such-entity, graphql-authorization …; absent for an error of the server, and of the document. */
  readonly category: string | undefined;
  /** The shop's own words, in its language. */
  readonly words: string;

  constructor(category: string | undefined, words: string, code: AdapterErrorCode, options: ConstructorParameters<typeof AdapterError>[1]) {
    super(code, options);
    this.name = 'MagentoError';
    this.category = category;
    this.words = words;
  }
}

/** What the categories mean to us. They are thrown by resolvers before anything is written, or roll it back. */
const MEANING: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['graphql-input', 'invalid-response'],
  ['graphql-no-such-entity', 'invalid-response'],
  ['graphql-already-exists', 'invalid-response'],
  ['graphql-authorization', 'unauthorized'],
  ['graphql-authentication', 'unauthorized'],
  ['graphql', 'misconfigured'],
]);

interface Asked {
  readonly what: string;
  readonly effect: 'read' | 'write';
  readonly status: number;
  readonly retryAfterMs: number | undefined;
}

/** The error as we throw it. Its message names category and call; the shop's words, which may name a buyer, stay out of it. */
export function toMagentoError(error: unknown, { what, effect, status, retryAfterMs }: Asked): MagentoError {
  const wire = isRecord(error) ? error : {};
  const extensions = isRecord(wire['extensions']) ? wire['extensions'] : {};
  const category = textIn(extensions['category'])?.slice(0, 60);
  const words = (textIn(wire['message']) ?? '').replace(/\s+/g, ' ').slice(0, 200);
  const hasPath = Array.isArray(wire['path']) && wire['path'].length > 0;
  // A document that the schema does not know has no place in the answer and, since 2.4.7, no category.
  const isDocument = category === undefined && !hasPath && isLocated(wire) && status < 500;
  // What is wrong with no field in particular is wrong with the headers: an unknown store view, a currency that it does not have.
  const isSettings = isDocument || (category === 'graphql-input' && !hasPath);
  const meaning = isSettings ? 'misconfigured' : MEANING.get(category ?? '');
  const code = meaning ?? (status === 401 || status === 403 ? 'unauthorized' : 'unavailable');
  return new MagentoError(category, words, code, {
    message: `${what}: ${category ?? (isDocument ? 'the shop does not understand the document' : 'an error of the server')}`,
    outcome: effect === 'write' && meaning === undefined ? 'unknown' : 'not-done',
    retryAfterMs,
  });
}

/**
 * Does the shop want to see a human first? Magento has neither code nor category of its own for it (`graphql-input`), only a sentence in the shop's language,
 * in which the product's name stands untranslated.
 */
export function isHumanCheck({ category, words }: MagentoError): boolean {
  return category !== undefined && /captcha/i.test(words);
}

function isLocated(wire: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(wire['locations']) && wire['locations'].length > 0;
}
