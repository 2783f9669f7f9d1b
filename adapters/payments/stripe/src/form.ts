/** What Stripe takes in a form: nested by brackets, lists by position. What is `undefined` is left out. */
export type FormValue = string | undefined | readonly FormValue[] | { readonly [name: string]: FormValue };

/** `{ metadata: { key: 'a' } }` as `metadata[key]=a`, encoded; the same members give the same bytes, which idempotency keys need. */
export function encodeForm(members: { readonly [name: string]: FormValue }): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) append(form, name, value);
  return form.toString();
}

function append(form: URLSearchParams, name: string, value: FormValue): void {
  if (value === undefined) return;
  if (typeof value === 'string') return form.append(name, value);
  for (const [inner, member] of Object.entries(value)) append(form, `${name}[${inner}]`, member);
}
