import { toMicro, writeMicro, type Micro } from './micro.ts';

/** What an order's shipping line needs; a quote carries it in `shipping.methodId`. */
export interface ShippingRef {
  readonly methodId: string;
  readonly instanceId: number;
  /** Without tax: WooCommerce puts tax on top of whatever an order's shipping line says. */
  readonly net: Micro;
}

/** "flat_rate:1=4.90": WooCommerce's name of the rate and its net cost, so that an order repeats the quote without asking again. */
export function writeShippingRef({ methodId, instanceId, net }: ShippingRef, decimals: number): string {
  return `${methodId}:${instanceId}=${writeMicro(net, decimals)}`;
}

/** `undefined` for text that no quote of ours carried. */
export function readShippingRef(text: string): ShippingRef | undefined {
  const match = /^(.+):(\d+)=([\d.]+)$/.exec(text);
  const net = toMicro(match?.[3] ?? '');
  return match && net !== undefined ? { methodId: match[1] as string, instanceId: Number(match[2]), net } : undefined;
}
