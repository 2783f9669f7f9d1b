import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { UcpTwin } from '../src/index.ts';

export type Json = Readonly<Record<string, unknown>>;

/** One exchange with an official sample merchant, or a webhook that it sent. */
export interface Exchange {
  readonly note: string;
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly raw?: string;
  };
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
  readonly webhook?: { readonly body: unknown };
}

/** The exchanges of one recording, in the order of sending. */
export function exchangesOf(file: string): readonly Exchange[] {
  const { exchanges } = JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), 'utf8')) as {
    exchanges: readonly Exchange[];
  };
  return exchanges;
}

const ID = /[a-z_]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Sends what was recorded to a twin and says where it answers otherwise. Ids are the twin's own: what the recording calls one is translated. */
export class Replay {
  readonly #twin: UcpTwin;
  readonly #ids = new Map<string, string>();

  constructor(twin: UcpTwin) {
    this.#twin = twin;
  }

  /** Opens a session that is ready to be completed, for an exchange about one whose opening was not recorded. */
  async openReadyFor({ request }: Exchange, body: (step: number, session: Json) => Json): Promise<void> {
    const recorded = /^\/checkout-sessions\/([0-9a-f-]{36})/.exec(request?.path ?? '')?.[1];
    if (!request || recorded === undefined || this.#ids.has(recorded)) return;
    const send = async (method: string, path: string, json: Json) => {
      const headers = { ...request.headers, 'Content-Type': 'application/json', 'Idempotency-Key': `${recorded} ${method}` };
      return (await (await fetch(this.#twin.url + path, { method, headers, body: JSON.stringify(json) })).json()) as Json;
    };
    const opened = await send('POST', '/checkout-sessions', body(0, {}));
    const path = `/checkout-sessions/${String(opened['id'])}`;
    await send('PUT', path, body(1, opened));
    this.#ids.set(recorded, String(opened['id']));
  }

  /** The differences of one exchange as "path: recorded / twin"; none when they agree. */
  async differences({ request, response }: Exchange): Promise<readonly string[]> {
    if (!request || !response) return [];
    const body = request.raw ?? (request.body === undefined || request.body === null ? undefined : JSON.stringify(request.body));
    const answer = await fetch(this.#twin.url + this.#translated(request.path), {
      method: request.method,
      headers: { ...request.headers, host: 'shop.test' },
      ...(body === undefined || request.method === 'GET' ? {} : { body: this.#translated(body) }),
    });
    const text = await answer.text();
    if (answer.status !== response.status) return [`status: ${response.status} / ${answer.status} ${text.slice(0, 200)}`];
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return this.#compare(simplified(response.body), simplified(isJson ? JSON.parse(text) : text), '');
  }

  #translated(text: string): string {
    return text.replace(ID, id => this.#ids.get(id) ?? id);
  }

  #compare(recorded: unknown, twin: unknown, path: string): readonly string[] {
    if (typeof recorded === 'string' && typeof twin === 'string') return this.#compareTexts(recorded, twin, path);
    if (Array.isArray(recorded) && Array.isArray(twin)) {
      if (recorded.length !== twin.length) return [`${path}: ${recorded.length} / ${twin.length} items`];
      return recorded.flatMap((item, at) => this.#compare(item, twin[at], `${path}[${at}]`));
    }
    if (isObject(recorded) && isObject(twin)) {
      const names = new Set([...Object.keys(recorded), ...Object.keys(twin)]);
      return [...names].flatMap(name => this.#compare(recorded[name], twin[name], `${path}.${name}`));
    }
    return isDeepStrictEqual(recorded, twin) ? [] : [`${path}: ${JSON.stringify(recorded)} / ${JSON.stringify(twin)}`];
  }

  /** The same text but for ids, each of which always stands for the same one. */
  #compareTexts(recorded: string, twin: string, path: string): readonly string[] {
    const [mine, theirs] = [recorded.match(ID) ?? [], twin.match(ID) ?? []];
    mine.forEach((id, at) => {
      if (theirs[at] !== undefined && !this.#ids.has(id)) this.#ids.set(id, theirs[at]);
    });
    const [expected, seen] = [this.#translated(recorded), twin].map(text =>
      text.replaceAll(/https?:\/\/(shop\.test|127\.0\.0\.1:\d+)/g, 'http://shop'),
    );
    return expected === seen ? [] : [`${path}: ${expected} / ${seen}`];
  }
}

/**
 * What is compared: all but null members (the twin writes them where it was seen; a test of its own looks), what the envelope says beside the version,
 * and the wording of the framework's complaints about malformed requests.
 */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified);
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (member === null) return [];
    // Where events go is the test's own.
    if (name === 'platform' || name === 'timestamp') return [];
    if (name === 'ucp' && isObject(member)) return [[name, member['version']]];
    if (name === 'detail' && Array.isArray(member)) return [[name, 'a list']];
    const inner = simplified(member);
    return isObject(inner) && Object.keys(inner).length === 0 ? [] : [[name, inner]];
  });
  return Object.fromEntries(members);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
