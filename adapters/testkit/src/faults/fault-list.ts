import type { AdapterErrorCode } from '@onebasket/core';

/** What may go wrong between an adapter and its vendor; the same list for every adapter. */
export const FAULTS = [
  'refused',
  'reset',
  'reset-after',
  'slow',
  'cut',
  'html-503',
  'html-200',
  '500',
  '429-seconds',
  '429-date',
  'empty-200',
  'huge',
  'redirect',
] as const;
export type Fault = (typeof FAULTS)[number];

interface FaultFacts {
  /** In words, for the name of a check. */
  readonly what: string;
  /** Codes that tell the truth about it. */
  readonly codes: readonly AdapterErrorCode[];
  /** Does the vendor do the work before its answer is lost? */
  readonly reachesVendor: boolean;
}

/**
 * What each fault looks like, and what an adapter may call it. Where the answer is replaced, a write was carried out all the same: nobody can know
 * from such an answer that it was not. A 429 and a refused connection say that nothing was done.
 */
export const FAULT_FACTS: Readonly<Record<Fault, FaultFacts>> = {
  refused: { what: 'nobody listens', codes: ['unavailable'], reachesVendor: false },
  reset: { what: 'the connection breaks before anything was done', codes: ['unavailable'], reachesVendor: false },
  'reset-after': { what: 'the connection breaks after the work was done', codes: ['unavailable'], reachesVendor: true },
  slow: { what: 'the answer comes after the deadline', codes: ['timeout'], reachesVendor: true },
  cut: { what: 'half of the answer comes', codes: ['unavailable', 'invalid-response'], reachesVendor: true },
  'html-503': { what: 'a page of HTML says 503', codes: ['unavailable'], reachesVendor: false },
  'html-200': { what: 'a page of HTML says 200', codes: ['invalid-response', 'misconfigured'], reachesVendor: true },
  '500': { what: 'the vendor says 500', codes: ['unavailable', 'invalid-response'], reachesVendor: true },
  '429-seconds': { what: '429 names many seconds', codes: ['rate-limited'], reachesVendor: false },
  '429-date': { what: '429 names a late date', codes: ['rate-limited'], reachesVendor: false },
  'empty-200': { what: '200 comes without a body', codes: ['invalid-response'], reachesVendor: true },
  huge: { what: 'the body has 10 MB', codes: ['invalid-response'], reachesVendor: true },
  redirect: { what: 'the answer sends us to a stranger', codes: ['invalid-response', 'misconfigured'], reachesVendor: true },
};
