/** `gid://shopify/Product/1`. */
export function gid(kind: string, id: number | string): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The number in a global id of this kind; `undefined` for anything else. */
export function numberIn(id: unknown, kind: string): number | undefined {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d{1,15})$/.exec(String(id));
  return match?.[1] === kind ? Number(match[2]) : undefined;
}
