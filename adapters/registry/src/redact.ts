import { AdapterError } from '@onebasket/core';

const MASK = '[redacted]';

/** Takes the secrets of one connection out of what is said about it. */
export interface Redactor {
  text(text: string): string;
  /** Every text in a value that goes to a log. */
  value(value: unknown): unknown;
  /** The error itself when it and its causes say nothing secret, else a copy of it that says less. */
  error(error: unknown): unknown;
}

/** Secrets are found as they are, URL-encoded, form-encoded, and as Basic credentials, alone or in pairs; signatures and tokens in addresses go too. */
export function redactor(secrets: readonly string[]): Redactor {
  const known = secrets.filter(text => text.length >= 4);
  const needles = new Set<string>();
  for (const secret of known) {
    needles.add(secret);
    needles.add(encodeURIComponent(secret));
    needles.add(new URLSearchParams({ '': secret }).toString().slice(1));
    needles.add(JSON.stringify(secret).slice(1, -1));
    needles.add(Buffer.from(secret).toString('base64'));
    for (const other of known) needles.add(Buffer.from(`${other}:${secret}`).toString('base64'));
  }
  const longestFirst = [...needles].sort((a, b) => b.length - a.length);
  const text = (said: string) => {
    let clean = said;
    for (const needle of longestFirst) clean = clean.replaceAll(needle, MASK);
    return clean
      .replace(/\b(Basic|Bearer|OAuth)\s+[\w+/=.~%",\s-]{8,}/gi, `$1 ${MASK}`)
      .replace(/([?&](?:oauth_\w+|consumer_\w+|\w*token|\w*secret|signature|key|sign)=)[^&\s"]+/gi, `$1${MASK}`);
  };
  return { text, value: value => cleanValue(value, text, MAX_DEPTH), error: error => cleanError(error, text, MAX_DEPTH) };
}

/** Deeper than any log line or chain of causes needs; ends circles. */
const MAX_DEPTH = 8;

function cleanValue(value: unknown, text: (said: string) => string, depth: number): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return MASK;
  if (value instanceof Error) return text(value.message);
  if (Array.isArray(value)) return value.map(item => cleanValue(item, text, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), cleanValue(item, text, depth - 1)]));
}

function cleanError(error: unknown, text: (said: string) => string, depth: number): unknown {
  if (error === undefined || error === null) return error;
  if (depth === 0) return undefined;
  if (!(error instanceof Error)) return cleanValue(error, text, depth);
  const cause = cleanError(error.cause, text, depth - 1);
  const message = text(error.message);
  if (message === error.message && cause === error.cause && text(error.stack ?? '') === (error.stack ?? '')) return error;
  if (error instanceof AdapterError) {
    return new AdapterError(error.code, { outcome: error.outcome, message, retryAfterMs: error.retryAfterMs, cause });
  }
  const copy = new Error(message, cause === undefined ? undefined : { cause });
  copy.name = error.name;
  copy.stack = text(error.stack ?? '');
  return copy;
}
