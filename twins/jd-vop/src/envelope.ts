/** What a service says: `success` counts, the code is for people and logs. */
export interface VopReply {
  readonly success: boolean;
  readonly resultCode: string;
  readonly resultMessage: string;
  readonly result: unknown;
}

export function yes(result: unknown, resultCode = '0000'): VopReply {
  return { success: true, resultCode, resultMessage: '', result };
}

export function no(resultCode: string, resultMessage: string): VopReply {
  return { success: false, resultCode, resultMessage, result: null };
}

/** Nothing was found. */
export const NOTHING = no('0010', '返回数据为空');

/** One service by its path: the form of the request in, the reply out. */
export type Service = (form: URLSearchParams) => VopReply;
export type Services = Readonly<Record<string, Service>>;

/** JSON in a form field, or `undefined`. */
export function jsonField(form: URLSearchParams, name: string): unknown {
  try {
    return JSON.parse(form.get(name) ?? '') as unknown;
  } catch {
    return undefined;
  }
}

export function rows(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? value.filter((row): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null)
    : [];
}

/** "1,2,3" as ids. */
export function idList(text: string | null): readonly string[] {
  return (text ?? '')
    .split(',')
    .map(id => id.trim())
    .filter(Boolean);
}
