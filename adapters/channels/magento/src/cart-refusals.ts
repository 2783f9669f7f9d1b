import { known, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { refuse, type Refusal, type RefusalReason } from '@onebasket/core';
import { said } from './graphql.ts';
import { isHumanCheck, MagentoError } from './magento-error.ts';
import { piecesIn, recordsAt } from './wire.ts';

/** What the codes of `user_errors` mean: what could not be put into the basket, and why. */
const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ['PRODUCT_NOT_FOUND', 'not-found'],
  ['NOT_SALABLE', 'out-of-stock'],
  ['INSUFFICIENT_STOCK', 'out-of-stock'],
  ['PERMISSION_DENIED', 'closed'],
]);

/** The refusal in `user_errors` of a filled basket; `undefined` when everything went in. */
export function refusalInUserErrors(answer: WireRecord, externalIds: readonly string[]): Refusal | undefined {
  const errors = recordsAt(answer, 'user_errors');
  const worst = errors.find(error => textIn(error['code']) === 'PRODUCT_NOT_FOUND') ?? errors[0];
  if (worst === undefined) return undefined;
  const reason = REASONS.get(textIn(worst['code']) ?? '') ?? 'other';
  const available = reason === 'out-of-stock' ? piecesIn(worst['quantity']) : undefined;
  // The shop does not say which line it was; of one line there is no doubt.
  const about = externalIds.length === 1 ? externalIds : undefined;
  return refuse(reason, said(worst['message']) || 'the shop did not take this into its basket', known({ available, externalIds: about }));
}

/** A step of the checkout that the shop understood and would not do; anything else is thrown on. `reason` = what a no means at this step. */
export async function refusedAs<T>(reason: RefusalReason, step: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await step();
  } catch (error) {
    const refusal = refusalIn(error, reason);
    if (refusal) return refusal;
    throw error;
  }
}

/** The refusal that an error of the shop stands for; `undefined` when it is a failure. */
export function refusalIn(error: unknown, reason: RefusalReason): Refusal | undefined {
  if (!(error instanceof MagentoError)) return undefined;
  if (isHumanCheck(error)) return refuse('closed', 'the shop wants to see a human first (reCAPTCHA); it takes no orders from software');
  switch (error.category) {
    case 'graphql-input':
    case 'graphql-no-such-entity':
      return refuse(reason, error.words || 'the shop refused');
    case 'graphql-authorization':
      return refuse('closed', error.words || 'the shop takes no orders from guests');
    default:
      return undefined;
  }
}
