import type { Address, Contact, IncomingOrder } from '@onebasket/adapter-sdk';
import { isCurrencyCode, parseMoneyOrNothing, sum, times } from '@onebasket/core';
import { requireScope, requireStaff, type Keys, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { viewOrder } from '../order/entitlement.ts';
import { takeInOrder, type TakeInDeps } from './take-in-order.ts';

/** What an API client needs to hand in orders. */
const SCOPE = 'orders:intake';

interface IncomingInput {
  readonly externalId: string;
  readonly number?: string | null;
  readonly placedAt?: string | null;
  readonly currency: string;
  readonly total?: string | null;
  readonly lines: readonly {
    readonly externalId: string;
    readonly title?: string | null;
    readonly quantity: number;
    readonly unitPrice: string;
  }[];
  readonly contact: Contact;
  readonly address: Address;
  readonly notes?: string | null;
}

/** Orders that a channel's own systems hand in, such as files of EDI partners. */
export function intakeResolvers(deps: TakeInDeps & { readonly keys: Keys }) {
  return {
    Mutation: {
      takeInOrder: async (_: unknown, args: { readonly channelId: string; readonly order: IncomingInput }, { viewer }: RequestContext) => {
        if (viewer.kind === 'API_CLIENT') requireScope(viewer, SCOPE);
        else requireStaff(viewer, 'operator');
        const taken = await takeInOrder(deps, readChannel(args.channelId), read(args.order));
        if (typeof taken === 'string') return { __typename: 'OrderNotTakenIn', reason: taken };
        // Whoever handed it in sees what came of it.
        const view = viewOrder(deps.keys, taken.doc, viewer, null) ?? { doc: taken.doc, grant: '', showsPerson: false };
        return { __typename: 'OrderTakenIn', order: view, isNew: taken.isNew };
      },
    },
    TakeInOrderResult: { __resolveType: (value: { readonly __typename: string }) => value.__typename },
  };
}

function readChannel(id: string): string {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) throw bad('channelId must be small letters, digits and dashes, a letter first, 40 at most');
  return id;
}

function read({ currency, ...input }: IncomingInput): IncomingOrder {
  if (!isCurrencyCode(currency)) throw bad(`currency: ${currency} is none`);
  const money = (text: string, where: string) => {
    const read = parseMoneyOrNothing(text, currency);
    if (!read) throw bad(`${where}: ${text} is no amount in ${currency}`);
    return read;
  };
  if (input.externalId.trim() === '' || input.externalId.length > 200) throw bad('externalId must have 1 to 200 characters');
  const lines = input.lines.map((line, at) => ({
    externalId: line.externalId,
    title: line.title ?? line.externalId,
    quantity: line.quantity,
    unitPrice: money(line.unitPrice, `lines.${at}.unitPrice`),
  }));
  return {
    externalId: input.externalId.trim(),
    state: 'PLACED',
    lines,
    contact: input.contact,
    address: input.address,
    total:
      input.total == null
        ? sum(
            lines.map(line => times(line.unitPrice, line.quantity)),
            currency,
          )
        : money(input.total, 'total'),
    ...(input.number ? { number: input.number } : {}),
    ...(input.placedAt ? { placedAt: new Date(input.placedAt).toISOString() } : {}),
    ...(input.notes ? { notes: input.notes } : {}),
  };
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
