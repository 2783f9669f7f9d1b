import { PddError } from './pdd-error.ts';

/** The fields of one request, read as the platform reads them: everything is text, lists are JSON in a text. */
export class Parameters {
  readonly #fields: ReadonlyMap<string, string>;

  constructor(fields: ReadonlyMap<string, string>) {
    this.#fields = fields;
  }

  /** A form or a JSON object; in JSON, lists and objects count as their compact text. */
  static parse(body: Buffer, contentType: string): ReadonlyMap<string, string> {
    const text = body.toString('utf8');
    if (!contentType.includes('json')) return new Map(new URLSearchParams(text));
    try {
      const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
      return new Map(
        Object.entries(value).flatMap(([name, it]) =>
          it === null ? [] : [[name, typeof it === 'string' ? it : JSON.stringify(it)] as const],
        ),
      );
    } catch {
      return new Map();
    }
  }

  text(name: string): string | undefined {
    return this.#fields.get(name) || undefined;
  }

  needed(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new PddError('missing', `缺少必要的参数: ${name}`);
    return value;
  }

  whole(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,12}$/.test(value)) throw new PddError('parameter', `${name}类型不匹配`);
    return Number(value);
  }

  list(name: string): readonly string[] | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const list = parsed(value);
    if (!Array.isArray(list)) throw new PddError('parameter', `${name}类型不匹配`);
    return list.map(String);
  }

  ranges(name: string): readonly { readonly id: number; readonly from: number; readonly to: number }[] {
    const value = this.text(name);
    const list = value === undefined ? [] : parsed(value);
    if (!Array.isArray(list)) throw new PddError('parameter', `${name}类型不匹配`);
    return (list as readonly Readonly<Record<string, number>>[]).map(it => ({
      id: it['range_id'] ?? 0,
      from: it['range_from'] ?? 0,
      to: it['range_to'] ?? Infinity,
    }));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
