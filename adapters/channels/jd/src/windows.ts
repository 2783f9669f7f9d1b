import type { ChannelPromotion } from '@onebasket/adapter-sdk';
import { instantIn } from './wire.ts';

type Window = NonNullable<ChannelPromotion['window']>;

/**
 * A time window from JD's milliseconds. JD's ends are inclusive and mostly whole seconds ("…59:59"), ours are exclusive: the whole last second counts.
 * A window that ends before it starts says nothing.
 */
export function windowIn(from: unknown, to: unknown): { readonly window?: Window } {
  const start = instantIn(from);
  const end = instantIn(to);
  if (start === undefined && end === undefined) return {};
  if (start !== undefined && end !== undefined && end < start) return {};
  return {
    window: {
      ...(start === undefined ? {} : { from: new Date(start).toISOString() }),
      ...(end === undefined ? {} : { to: new Date(afterEnd(end)).toISOString() }),
    },
  };
}

/** Is it on at `asOf`? A window that is not told is always on. */
export function isOn(window: Window | undefined, asOf: Date): boolean {
  const { from, to } = window ?? {};
  return (from === undefined || Date.parse(from) <= asOf.getTime()) && (to === undefined || asOf.getTime() < Date.parse(to));
}

function afterEnd(end: number): number {
  return end % 1000 === 0 ? end + 1000 : end + 1;
}
