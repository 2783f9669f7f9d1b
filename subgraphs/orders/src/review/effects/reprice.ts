import type { Quote } from '@onebasket/adapter-sdk';
import { AdapterError, formatAmount, isRefusal, sum, currency, type Refusal } from '@onebasket/core';
import type { EffectHandler } from '@onebasket/runtime';
import type { Holds } from '../../holds/holds.ts';
import { amount, toStoredQuote } from '../../order/amounts.ts';
import { noted, withPart, type OrderDoc, type PartDoc } from '../../order/order-doc.ts';
import { decide, failPart } from '../../place-order/decide.ts';
import { quoteUnderHold } from '../../place-order/price-parts.ts';
import { toFailureDoc, toRefusalDoc } from '../../place-order/refusals.ts';
import { channelOf, type EffectTools } from '../../place-order/effects/tools.ts';
import { inRow, withoutGateEffects } from '../gate.ts';

export interface RepriceTools extends EffectTools {
  readonly holds: Holds;
  readonly rowExpireHours: number;
  mustWait(channelIds: readonly string[]): Promise<readonly string[]>;
}

type Answer =
  { readonly waitFor: readonly string[] } | { readonly quotes: readonly { readonly partId: string; readonly answer: Quote | Refusal }[] };

/**
 * An order that waited, for a person or for a paused channel, was priced long ago: every part is priced anew under its hold before anything is authorised.
 * Inside the ceiling it goes on with the new prices, above it nothing is sent.
 */
export function repriceEffect(tools: RepriceTools): EffectHandler<OrderDoc, Answer> {
  return {
    kind: 'reprice@1',
    effect: 'read',
    maxTries: 5,
    async run({ doc, signal }) {
      const pending = doc.parts.filter(part => part.status === 'PENDING');
      const waitFor = doc.waiting?.state === 'CALLED' ? [] : await tools.mustWait(pending.map(part => part.channelId));
      if (waitFor.length > 0) return { status: 'done', value: { waitFor } };
      const quotes = await Promise.all(
        pending.map(async part => {
          const answer = await quoteUnderHold(tools.holds, doc._id, channelOf(tools, part), part.lines, doc.address, signal);
          if (answer instanceof AdapterError) throw answer;
          return { partId: part.id, answer };
        }),
      );
      return { status: 'done', value: { quotes } };
    },
    apply(doc, _one, answer, now) {
      if ('waitFor' in answer) return decide(inRow(passedOn(doc), answer.waitFor, tools.rowExpireHours, now), now);
      const priced = answer.quotes.reduce((next, { partId, answer: said }) => repriced(next, partId, said, now), passedOn(doc));
      return decide(aboveCeiling(doc, priced, now) ?? priced, now);
    },
    failed: (doc, _one, error, now) =>
      decide(
        doc.parts
          .filter(part => part.status === 'PENDING')
          .reduce(
            (next, part) =>
              failPart(next, part.id, now, {
                failure:
                  error instanceof AdapterError ? toFailureDoc(error) : { code: 'UNAVAILABLE', message: 'the channel gave no answer' },
              }),
            passedOn(doc),
          ),
        now,
      ),
  };
}

/** The gate is behind it. */
function passedOn(doc: OrderDoc): OrderDoc {
  return {
    ...withoutGateEffects(doc),
    ...(doc.review?.state === 'APPROVED' ? { review: { ...doc.review, state: 'RELEASED' as const } } : {}),
    ...(doc.waiting?.state === 'CALLED' ? { waiting: { ...doc.waiting, state: 'LEFT' as const } } : {}),
  };
}

function repriced(doc: OrderDoc, partId: string, answer: Quote | Refusal, now: Date): OrderDoc {
  const part = doc.parts.find(one => one.id === partId);
  if (part?.status !== 'PENDING') return doc;
  if (isRefusal(answer)) return failPart(doc, partId, now, { refusal: toRefusalDoc(part, answer) });
  if (answer.total.currency !== doc.currency)
    return failPart(doc, partId, now, {
      refusal: { code: 'OTHER', message: `the channel sells in ${answer.total.currency} now`, lineIds: part.lines.map(line => line.id) },
    });
  const total = formatAmount(answer.total);
  const next = withPart(doc, partId, it => ({ ...it, quote: toStoredQuote(answer), total, lines: withPrices(it, answer) }));
  return total === part.total ? next : noted(next, now, 'PART_REPRICED', 'CHANNEL', part.channelId, `${part.total} → ${total}`);
}

function withPrices(part: PartDoc, quote: Quote): PartDoc['lines'] {
  return part.lines.map(line => {
    const quoted = quote.lines.find(one => one.externalId === line.externalId);
    return quoted
      ? {
          ...line,
          unitPrice: formatAmount(quoted.unitPrice),
          listPrice: formatAmount(quoted.listPrice),
          total: formatAmount(quoted.subtotal),
        }
      : line;
  });
}

/** The order when its parts now cost more than was agreed: the parts that became dearer are refused for it, whatever the policy, and nothing is sent. */
function aboveCeiling(before: OrderDoc, priced: OrderDoc, now: Date): OrderDoc | undefined {
  const pending = priced.parts.filter(part => part.status === 'PENDING');
  const whole = sum(
    pending.map(part => amount(priced, part.total)),
    currency(priced.currency),
  );
  if (whole.minor <= amount(priced, priced.ceiling).minor) return undefined;
  const old = new Map(before.parts.map(part => [part.id, part.total]));
  const dearer = pending.filter(part => amount(priced, part.total).minor > amount(priced, old.get(part.id) ?? '0').minor);
  const refused = (dearer.length > 0 ? dearer : pending).reduce(
    (next, part) =>
      failPart(next, part.id, now, {
        refusal: {
          code: 'PRICE_CHANGED',
          message: `it costs ${part.total} now; the order would be above the agreed ${priced.ceiling}`,
          lineIds: part.lines.map(line => line.id),
          now: part.total,
        },
      }),
    priced,
  );
  return {
    ...refused,
    parts: refused.parts.map(part => (part.status === 'PENDING' ? { ...part, status: 'CANCELLED' as const } : part)),
    verdict: 'price-changed',
  };
}
