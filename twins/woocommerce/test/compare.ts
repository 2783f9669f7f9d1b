/** Where two answers differ in what a client relies on: status, keys, JSON types, error codes. Values, orders of lists and links are left alone. */
export function differences(recorded: unknown, twin: unknown, path = ''): string[] {
  if (Array.isArray(recorded) && Array.isArray(twin)) {
    if (recorded.length === 0 || twin.length === 0) return [];
    const first = recorded[0] as unknown;
    const same = isObject(first) ? twin.find(item => isObject(item) && item['id'] === first['id']) : undefined;
    // Another thing than the recorded one may have what that one has not.
    return differences(first, same ?? twin[0], `${path}[0]`).filter(found => same !== undefined || !/null ≠|≠ null/.test(found));
  }
  if (isObject(recorded) && isObject(twin)) {
    return [...new Set([...Object.keys(recorded), ...Object.keys(twin)])].flatMap(key => {
      const here = path === '' ? key : `${path}.${key}`;
      if (IGNORED.test(here)) return [];
      if (!(key in twin)) return [`${here}: missing`];
      if (!(key in recorded)) return [`${here}: not in the recording`];
      if (key === 'code' && path === '' && recorded[key] !== twin[key]) return [`${here}: ${String(recorded[key])} ≠ ${String(twin[key])}`];
      return differences(recorded[key], twin[key], here);
    });
  }
  return typeOf(recorded) === typeOf(twin) ? [] : [`${path}: ${typeOf(recorded)} ≠ ${typeOf(twin)}`];
}

/** The amounts of an order, line by line, as text. */
export function amountsOf(order: unknown): unknown {
  if (!isObject(order)) return undefined;
  const pick = (thing: unknown, keys: readonly string[]) => (isObject(thing) ? keys.map(key => thing[key]) : thing);
  const list = (key: string, keys: readonly string[]) => ((order[key] as unknown[] | undefined) ?? []).map(line => pick(line, keys));
  return {
    totals: pick(order, [
      'status',
      'currency',
      'total',
      'total_tax',
      'cart_tax',
      'shipping_total',
      'shipping_tax',
      'discount_total',
      'discount_tax',
    ]),
    lines: list('line_items', [
      'name',
      'product_id',
      'variation_id',
      'quantity',
      'subtotal',
      'subtotal_tax',
      'total',
      'total_tax',
      'price',
      'sku',
    ]),
    taxes: list('tax_lines', ['rate_code', 'tax_total', 'shipping_tax_total', 'rate_percent']),
    shipping: list('shipping_lines', ['method_id', 'method_title', 'total', 'total_tax', 'taxes']),
    fees: list('fee_lines', ['name', 'total', 'total_tax']),
    coupons: list('coupon_lines', ['code', 'discount', 'discount_tax', 'discount_type']),
  };
}

/** Links, texts for people, and empty PHP objects that become empty lists in errors. */
const IGNORED = /_links|extensions|price_html|settings\.|data\.params|data\.details|\.targetHints/;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
