/** What is remembered of a try: the cart that was handed over. With its secret key, without which it cannot be read again. */
export interface OrderNote {
  readonly cart: string;
}

export function writeNote(note: OrderNote): string {
  return JSON.stringify(note);
}

/** `undefined` for nothing and for what is none of ours. */
export function readNote(text: string | undefined): OrderNote | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && 'cart' in value && typeof value.cart === 'string'
      ? { cart: value.cart }
      : undefined;
  } catch {
    return undefined;
  }
}
