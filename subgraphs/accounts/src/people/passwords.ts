import { hash, verify } from '@node-rs/argon2';

// OWASP's minimum for argon2id: 19 MiB, two passes. The library's default algorithm is argon2id.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const MAX_LENGTH = 256;

/** Memory-hard password hashing, two at a time so that a burst of sign-ins leaves room for everything else. */
export class Passwords {
  #busy = 0;
  readonly #waiting: (() => void)[] = [];
  /** Verified against when there is no account, so that time tells nothing. */
  #decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#queued(() => hash(password, OPTIONS));
  }

  /** Makes what the first `verify` would have to make, so that it takes no longer than the others. */
  async warmUp(): Promise<void> {
    await this.verify(undefined, '');
  }

  /** False for a wrong password and for no account, after the same work. */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    this.#decoy ??= hash('no such account', OPTIONS);
    const against = stored ?? (await this.#decoy);
    const holds = await this.#queued(() => verify(against, password.slice(0, MAX_LENGTH)));
    return stored !== undefined && password.length <= MAX_LENGTH && holds;
  }

  async #queued<T>(work: () => Promise<T>): Promise<T> {
    while (this.#busy >= AT_ONCE) await new Promise<void>(resolve => this.#waiting.push(resolve));
    this.#busy++;
    try {
      return await work();
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }
}

const COMMON =
  /^(?:password|passwort|qwerty|qwertz|asdfgh|abc|iloveyou|letmein|welcome|admin|monkey|dragon|football|baseball|sunshine|princess|superman|trustno1|woaini|mima)[\d!@#$%^&*._-]*$/i;

/** Why a password is too weak; `undefined` when it will do. */
export function passwordProblem(password: string, email: string): string | undefined {
  if ([...password].length < 10) return 'must have at least 10 characters';
  if (password.length > MAX_LENGTH) return `must have at most ${MAX_LENGTH} characters`;
  if (new Set(password).size < 5) return 'must have at least 5 different characters';
  if (COMMON.test(password) || isRun(password)) return 'is one of the first that anybody would try';
  const [local = ''] = emailKeyOf(email).split('@');
  return local.length >= 4 && password.toLowerCase().includes(local) ? 'must not contain the address' : undefined;
}

function emailKeyOf(email: string): string {
  return email.trim().toLowerCase();
}

/** "1234567890", "abcdefghij", "0987654321": every character is the next or the one before. */
function isRun(password: string): boolean {
  const steps = [...password].slice(1).map((char, at) => char.charCodeAt(0) - password.charCodeAt(at));
  return steps.every(step => step === 1 || step === -9) || steps.every(step => step === -1 || step === 9);
}
