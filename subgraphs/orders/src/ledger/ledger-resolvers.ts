import { currency, money, sum, toMoneyJson } from '@onebasket/core';
import { requireStaff, type RequestContext } from '@onebasket/runtime';
import { amount } from '../order/amounts.ts';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { balanceOf, withBooks } from './books.ts';
import { ACCOUNTS, type EntryDoc, type PostingDoc } from './entry-doc.ts';

/** `ledger(orderId)`: an order's books, for staff. */
export function ledgerResolvers({ store }: { readonly store: OrderStore }) {
  return {
    Query: {
      ledger: async (_: unknown, { orderId }: { orderId: string }, context: RequestContext) => {
        requireStaff(context.viewer);
        const found = await store.collection.get(orderId);
        // An order from before books were kept has what happened booked as of now.
        const doc = found && withBooks(found, new Date(found.placedAt));
        return doc ? ledgerOf(doc) : null;
      },
    },
  };
}

function ledgerOf(doc: OrderDoc) {
  const code = currency(doc.currency);
  const posting = ({ account, partId, amount: text }: PostingDoc) => ({
    account,
    partId: partId === undefined ? null : `${doc._id}.${partId}`,
    channelId: doc.parts.find(part => part.id === partId)?.channelId ?? null,
    amount: toMoneyJson(amount(doc, text)),
  });
  const entry = ({ at, kind, postings }: EntryDoc) => ({ at, kind, postings: postings.map(posting) });
  const balances = (partId?: string) => ACCOUNTS.map(account => ({ account, balance: toMoneyJson(balanceOf(doc, account, partId)) }));
  const total = sum(
    ACCOUNTS.map(account => balanceOf(doc, account)),
    code,
  );
  const buyer = balanceOf(doc, 'BUYER');
  return {
    currency: code,
    entries: (doc.ledger ?? []).map(entry),
    balances: balances(),
    parts: doc.parts.map(part => ({ partId: `${doc._id}.${part.id}`, channelId: part.channelId, balances: balances(part.id) })),
    sum: toMoneyJson(total),
    owedToBuyer: toMoneyJson(money(buyer.minor < 0n ? -buyer.minor : 0n, code)),
    owedByBuyer: toMoneyJson(money(buyer.minor > 0n ? buyer.minor : 0n, code)),
  };
}
