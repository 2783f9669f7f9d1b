import { createHash } from 'node:crypto';
import { integerIn, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { toBeijingText } from './beijing-time.ts';
import { failure, invalidResponse } from './errors.ts';
import { post } from './post.ts';
import { settingsOf } from './settings.ts';
import { tokenForm } from './sign.ts';
import { filledIn, partIn } from './wire.ts';

interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const PATH = 'oauth2/accessToken';
/** Shorter than any token lives; what expires earlier is noticed by its own time or by JD's 2007. */
const KEPT_MS = 6 * 3_600_000;
/** A token that is about to end is not begun with. */
const MARGIN_MS = 60_000;
const MOST_GENERATIONS = 8;

/**
 * The account's token, got once and kept in the connection's memo. `expired` is one that JD has just refused: the one after it is given. Each generation has
 * its own place in the memo, named by the one before, so that callers at the same time share one login.
 */
export async function accessToken(call: Call, expired?: string): Promise<string> {
  const { accessToken: fixed } = settingsOf(call);
  let name = 'jd-vop:token';
  if (fixed !== undefined) {
    if (fixed !== expired) return fixed;
    name = after(fixed);
  }
  for (let generation = 0; generation < MOST_GENERATIONS; generation++) {
    const token = await call.memo(name, KEPT_MS, () => logIn(call));
    if (token.text !== expired && token.expiresAt - MARGIN_MS > call.now().getTime()) return token.text;
    name = after(token.text);
  }
  throw new AdapterError('unauthorized', { outcome: 'not-done', message: 'jd-vop: JD gives tokens that it does not accept' });
}

function after(token: string): string {
  return `jd-vop:token:after:${createHash('sha256').update(token).digest('hex')}`;
}

async function logIn(call: Call): Promise<Token> {
  const { clientId, clientSecret, username, password } = settingsOf(call);
  if (!clientId || !clientSecret || !username || !password)
    throw new AdapterError('unauthorized', {
      outcome: 'not-done',
      message: 'jd-vop: a login needs clientId, clientSecret, username and password',
    });
  const timestamp = toBeijingText(call.now());
  // Changes nothing of account: it may be repeated like a read.
  const answer = await post(call, PATH, tokenForm({ clientId, clientSecret, username, password, timestamp }), 'read');
  if (!answer.ok) {
    const problem = failure(PATH, answer);
    if (problem.code === 'unavailable') throw problem;
    throw new AdapterError('unauthorized', { outcome: 'not-done', message: problem.message });
  }
  const result = partIn(answer.result);
  const text = filledIn(result['access_token']);
  if (text === undefined) throw invalidResponse(`${PATH} gave no token`);
  const since = integerIn(result['time']) ?? call.now().getTime();
  const seconds = integerIn(result['expires_in']) ?? KEPT_MS / 1000;
  // JD's clock and ours may differ: the shorter of the two lives counts from now.
  return { text, expiresAt: Math.min(since, call.now().getTime()) + seconds * 1000 };
}
