import { invalid } from './stripe-error.ts';

/** The members of a form or a query by their whole names: "metadata[key]". */
export type Form = ReadonlyMap<string, string>;

export function readForm(text: string): Form {
  return new Map(new URLSearchParams(text));
}

/** `{ a: "1" }` of "metadata[a]=1". */
export function nested(form: Form, name: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of form) {
    const inner = key.startsWith(`${name}[`) ? /^[^[]+\[([^\]]*)\]$/.exec(key)?.[1] : undefined;
    if (inner !== undefined) found[inner] = value;
  }
  return found;
}

/** A whole number of minor units. */
export function integer(form: Form, name: string): number | undefined {
  const text = form.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw invalid(`Invalid integer: ${text}`, { code: 'parameter_invalid_integer', param: name });
  return Number(text);
}

/** Stripe refuses what it does not know. */
export function refuseUnknown(form: Form, known: readonly string[]): void {
  for (const key of form.keys()) {
    const [name = ''] = key.split('[');
    if (!known.includes(name)) throw invalid(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
  }
}
