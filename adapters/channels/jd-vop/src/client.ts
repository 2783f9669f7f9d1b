import type { Call, RawRef } from '@onebasket/adapter-sdk';
import { failure, isAboutSystem, isAboutToken, TOKEN_EXPIRED } from './errors.ts';
import { post, type Form, type VopAnswer, type VopYes } from './post.ts';
import { accessToken } from './token.ts';

/** As many SKUs as JD takes in one call of its price, stock and product services. */
export const SKUS_AT_ONCE = 100;

/** One business call. An expired token is renewed once and the call repeated: nothing was done with it. A no about token or system throws, any other is given back. */
export async function ask(call: Call, path: string, form: Form, effect: 'read' | 'write' = 'read'): Promise<VopAnswer> {
  const token = await accessToken(call);
  let answer = await post(call, path, { ...form, token }, effect);
  if (!answer.ok && answer.code === TOKEN_EXPIRED)
    answer = await post(call, path, { ...form, token: await accessToken(call, token) }, effect);
  if (!answer.ok && isAboutToken(answer)) throw failure(path, answer);
  if (!answer.ok && isAboutSystem(answer)) throw failure(path, answer, effect === 'write' ? 'unknown' : 'not-done');
  return answer;
}

/** 返回数据为空, as partners know it: nothing is there, which is no failure. */
const NOTHING_THERE = '0010';

/** A read that has no business to be refused. */
export async function read(call: Call, path: string, form: Form = {}): Promise<VopYes> {
  const answer = await ask(call, path, form);
  if (!answer.ok && answer.code === NOTHING_THERE) return { ok: true, result: undefined, digest: '' };
  if (!answer.ok) throw failure(path, answer);
  return answer;
}

/** Reads about many SKUs in as few calls as JD allows. */
export async function inBatches<T>(
  skus: readonly string[],
  work: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let at = 0; at < skus.length; at += SKUS_AT_ONCE) found.push(...(await work(skus.slice(at, at + SKUS_AT_ONCE))));
  return found;
}

/** Where a part of the result stood in the answer. */
export function rawRef({ digest }: VopYes, path = ''): RawRef {
  return { digest, pointer: `/result${path}` };
}
