import { AdapterError, currency, formatAmount, isRefusal, sum } from '@onebasket/core';
import type { EffectHandler } from '@onebasket/runtime';
import { amount } from '../../order/amounts.ts';
import { noted, withPart, type OrderDoc, type PartDoc } from '../../order/order-doc.ts';
import { decide } from '../decide.ts';
import { makePart } from '../make-order.ts';
import { quotePart } from '../price-parts.ts';
import { cheapestListing } from '../resolve-lines.ts';
import { partOf, type EffectTools } from './tools.ts';

/** Finds the next cheapest offer for each line of a part that was refused, inside the ceiling. `[]`: there is none. */
export function nextOfferEffect(tools: EffectTools): EffectHandler<OrderDoc, readonly PartDoc[]> {
  return {
    kind: 'next-offer@1',
    effect: 'read',
    maxTries: 3,
    async run({ doc, effect, signal }) {
      const part = partOf(doc, effect.payload);
      const tried = [...part.tried, ...part.lines.map(line => line.listingId)];
      const parts: PartDoc[] = [];
      for (const line of part.lines) {
        const best = await cheapestListing(tools, line.productId as string, line.quantity, doc.address, doc.currency, signal, tried);
        if (!best || 'refusal' in best) return { status: 'done', value: [] };
        const wanted = { ...best.line, index: line.index };
        const quote = await quotePart(best.channel, [wanted], doc.address, signal);
        if (quote instanceof AdapterError || isRefusal(quote)) return { status: 'done', value: [] };
        parts.push({ ...makePart('', best.channel, [wanted], quote, new Map()), tried });
      }
      return { status: 'done', value: parts };
    },
    apply(doc, one, found, now) {
      const failed = partOf(doc, one.payload);
      // Named only here: parts that are replaced at the same time must not take each other's name, which is their key at the shop.
      const parts = found.map((part, at) => named(part, `p${doc.parts.length + at + 1}`));
      const others = doc.parts.filter(part => part.id !== failed.id && part.status !== 'FAILED' && part.status !== 'CANCELLED');
      const code = currency(doc.currency);
      const total = sum([...others.map(part => amount(doc, part.total)), ...parts.map(part => amount(doc, part.total))], code);
      const held = doc.payment.status === 'NONE' ? doc.ceiling : doc.payment.authorized;
      const isAffordable = total.minor <= amount(doc, held).minor && total.minor <= amount(doc, doc.ceiling).minor;
      const exhausted = withPart(doc, failed.id, it => ({ ...it, tried: [...it.tried, 'none', 'none', 'none', 'none', 'none', 'none'] }));
      if (parts.length === 0 || !isAffordable) return decide(exhausted, now);
      const replaced = withPart(exhausted, failed.id, it => ({ ...it, status: 'CANCELLED' }));
      const names = parts.map(part => `${part.channelId} ${formatAmount(amount(doc, part.total))}`).join(', ');
      return decide(
        noted({ ...replaced, parts: [...replaced.parts, ...parts] }, now, 'PART_REPLACED', 'ONEBASKET', failed.channelId, names),
        now,
      );
    },
    failed: (doc, one, _error, now) =>
      decide(
        withPart(doc, partOf(doc, one.payload).id, it => ({ ...it, tried: Array.from({ length: 6 }, () => 'none') })),
        now,
      ),
  };
}

function named(part: PartDoc, id: string): PartDoc {
  return { ...part, id, lines: part.lines.map((line, at) => ({ ...line, id: `${id}-${at + 1}` })) };
}
