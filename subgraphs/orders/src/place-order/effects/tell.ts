import { AdapterError } from '@onebasket/core';
import { GraphClientError, type EffectHandler } from '@onebasket/runtime';
import { totalsOf } from '../../order/amounts.ts';
import { formatAmount } from '@onebasket/core';
import { noted, type OrderDoc } from '../../order/order-doc.ts';
import { partOf, type EffectTools } from './tools.ts';

/** Another subgraph that gives no answer is tried again, as a channel would be. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GraphClientError)
      throw new AdapterError('unavailable', { outcome: 'not-done', message: error.message, cause: error });
    throw error;
  }
}

/** Hands what a channel says of its parcels to the shipments subgraph, which folds repeats. */
export function tellShipmentsEffect(tools: EffectTools): EffectHandler<OrderDoc, null> {
  return {
    kind: 'tell-shipments@1',
    effect: 'read',
    async run(run) {
      const part = partOf(run.doc, run.effect.payload);
      const digits = run.doc.contact.phone?.replace(/\D/g, '').slice(-4);
      const input = {
        orderId: run.doc._id,
        partId: part.id,
        channelId: part.channelId,
        ownerKey: run.doc.ownerKey === 'guest' ? null : run.doc.ownerKey,
        phoneLast4: digits && digits.length === 4 ? digits : null,
        fulfilments: part.fulfilments,
      };
      await retried(() =>
        tools.graph.query(
          'shipments',
          'mutation ($input: InternalFulfilmentsInput!) { internalObserveFulfilments(input: $input) }',
          { input },
          { signal: run.signal },
        ),
      );
      return { status: 'done', value: null };
    },
    apply: doc => doc,
  };
}

/** Confirms the order to the buyer through the message port; the key keeps a repeat from becoming a second message. */
export function confirmEffect(tools: EffectTools): EffectHandler<OrderDoc, null> {
  return {
    kind: 'confirm@1',
    effect: 'read',
    async run({ doc, signal }) {
      const to = doc.contact.email ?? doc.contact.phone;
      if (to === undefined) return { status: 'done', value: null };
      const total = totalsOf(doc).total;
      const lines = doc.parts.flatMap(part => part.lines.map(line => `${line.quantity} × ${line.title}`)).join('\n');
      const text =
        doc.locale === 'zh-CN'
          ? `订单 ${doc.number} 已确认。\n${lines}\n合计 ${formatAmount(total)} ${total.currency}`
          : `Your order ${doc.number} is placed.\n${lines}\nTotal ${formatAmount(total)} ${total.currency}`;
      const mutation =
        'mutation ($to: String!, $text: String!, $key: String!) { internalSendMessage(to: $to, text: $text, idempotencyKey: $key) }';
      await retried(() => tools.graph.query('accounts', mutation, { to, text, key: `order-confirmation:${doc._id}` }, { signal }));
      return { status: 'done', value: null };
    },
    apply: (doc, _one, _value, now) => noted(doc, now, 'CONFIRMED', 'ONEBASKET'),
    failed: doc => doc,
  };
}
