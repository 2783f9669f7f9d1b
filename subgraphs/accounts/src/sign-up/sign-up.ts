import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import type { Keys } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { Messages } from '../messages/messages.ts';
import { passwordProblem, type Passwords } from '../people/passwords.ts';
import { emailKey, type PersonDoc, type WaitingSignUp } from '../people/person-doc.ts';

export interface SignUpDeps {
  readonly people: Collection<PersonDoc, 'personId' | 'staff'>;
  readonly passwords: Passwords;
  readonly messages: Messages;
  readonly keys: Keys;
  readonly clock: Clock;
}

export interface SignUpInput {
  readonly email: string;
  readonly password: string;
  readonly name?: string | null;
  readonly phone?: string | null;
}

export type SignUpAnswer =
  | { readonly __typename: 'SignUpStarted'; readonly message: string }
  | {
      readonly __typename: 'SignUpRefused';
      readonly message: string;
      readonly problems: readonly { readonly path: readonly string[]; readonly message: string }[];
    };

// Nothing that separates or decorates addresses in a message's head: one address stays one.
const EMAIL = /^[^\s@,;:<>()[\]"\\]{1,64}@[^\s@.,;:<>()[\]"\\]+(\.[^\s@.,;:<>()[\]"\\]+)+$/;
/** Control characters, and halves of characters, which no store keeps. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;
const CODE_MS = 15 * 60_000;
const MAX_WRONG = 10;
/** At a time and address: more would be a flood of messages to somebody who may not have asked for any. */
const MAX_WAITING = 10;

/** Starts an account. The answer, and the work before it, are the same whether or not the address is known. */
export async function signUp(deps: SignUpDeps, input: SignUpInput, locale: string): Promise<SignUpAnswer> {
  const problems = problemsOf(input);
  const zh = locale === 'zh-CN';
  if (problems.length > 0) {
    const message = zh ? '未发送任何消息：请更正标出的内容。' : 'Nothing was sent: please correct what is marked.';
    return { __typename: 'SignUpRefused', message, problems };
  }
  const now = deps.clock.now();
  const code = String(randomInt(10 ** 8)).padStart(8, '0');
  const key = emailKey(input.email);
  const asked: WaitingSignUp = {
    codeHash: codeHash(deps.keys, key, code),
    expiresAt: new Date(now.getTime() + CODE_MS).toISOString(),
    wrong: 0,
    passwordHash: await deps.passwords.hash(input.password),
    ...(input.name ? { name: input.name } : {}),
    ...(input.phone ? { phone: input.phone } : {}),
  };
  const fresh: PersonDoc = {
    _id: key,
    v: 1,
    shape: 1,
    personId: randomUUID(),
    email: input.email.trim(),
    passwordHash: '',
    kind: 'SHOPPER',
    roles: [],
    isConfirmed: false,
    waiting: [asked],
  };
  // Looked for first, so that a known and an unknown address both cost one durable write.
  const existing = (await deps.people.get(key)) ?? (await deps.people.insert(fresh)).existing;
  let isFlood = false;
  // At a confirmed account no code opens anything; it is written down all the same, for the same work, and its owner is told instead.
  if (existing)
    await deps.people.change(key, doc => {
      const waiting = doc.waiting.filter(({ expiresAt }) => expiresAt >= now.toISOString());
      isFlood = waiting.length >= MAX_WAITING;
      return isFlood ? undefined : { ...doc, waiting: [...waiting, asked] };
    });
  if (isFlood) return started(zh);
  if (existing?.isConfirmed) {
    const text = zh
      ? '有人尝试用此地址注册，但该地址已有账户。如非本人操作，请忽略。'
      : 'Somebody tried to sign up with this address, which has an account already. If it was not you, ignore this.';
    await deps.messages.send({ to: input.email.trim(), text });
  } else {
    await deps.messages.send({
      to: input.email.trim(),
      text: zh ? `您的验证码是 ${code}，15 分钟内有效。` : `Your code is ${code}. It holds for 15 minutes.`,
      code,
    });
  }
  return started(zh);
}

function started(zh: boolean): SignUpAnswer {
  return {
    __typename: 'SignUpStarted',
    message: zh ? '如果地址正确，您将收到一条消息。' : 'If the address is right, a message is on its way.',
  };
}

/** The confirmed person, or `undefined` for a wrong, used or expired code and for no such sign-up alike. */
export async function confirmSignUp(deps: SignUpDeps, email: string, code: string): Promise<PersonDoc | undefined> {
  const key = emailKey(email);
  const now = deps.clock.now().toISOString();
  let isRight = false;
  const person = await deps.people.change(key, doc => {
    isRight = false;
    const open = doc.waiting.filter(one => one.expiresAt >= now && one.wrong < MAX_WRONG);
    if (doc.isConfirmed || open.length === 0) return undefined;
    const given = codeHash(deps.keys, key, code.trim());
    const asked = open.find(one => sameHash(one.codeHash, given));
    if (!asked) return { ...doc, waiting: doc.waiting.map(one => ({ ...one, wrong: one.wrong + 1 })) };
    isRight = true;
    const { codeHash: _hash, expiresAt: _until, wrong: _wrong, ...chosen } = asked;
    return { ...doc, ...chosen, isConfirmed: true, waiting: [] };
  });
  return isRight ? person : undefined;
}

function problemsOf({ email, password, name, phone }: SignUpInput): { readonly path: readonly string[]; readonly message: string }[] {
  const problems: { path: string[]; message: string }[] = [];
  if (!EMAIL.test(email.trim()) || email.length > 200 || UNFIT.test(email))
    problems.push({ path: ['email'], message: 'is not an e-mail address' });
  const weak = passwordProblem(password, email);
  if (weak) problems.push({ path: ['password'], message: weak });
  if (name != null && (name.trim() === '' || [...name].length > 200 || UNFIT.test(name)))
    problems.push({ path: ['name'], message: 'must have 1 to 200 characters, without control characters' });
  if (phone != null && !/^[+\d][\d\s()-]{3,40}$/.test(phone)) problems.push({ path: ['phone'], message: 'is not a phone number' });
  return problems;
}

function codeHash(keys: Keys, email: string, code: string): string {
  return createHmac('sha256', keys.derive('confirmation-code')).update(`${email}\n${code}`).digest('base64url');
}

function sameHash(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
