import type { Address, Call, Contact, IncomingOrder, Page } from '@onebasket/adapter-sdk';
import { readOne, readPage } from './client.ts';
import { toOrderState } from './order-mapper.ts';
import { asRecord, filledIn, recordsIn, type Wire } from './wire.ts';
import { externalIdOf, readOrder } from './wire-order.ts';

/** The shop's orders that were made or changed since then, by id; the cursor is the page. What changes during the walk is brought again by the next one. */
export async function pull(
  query: { readonly since: string; readonly cursor?: string | undefined },
  call: Call,
): Promise<Page<IncomingOrder>> {
  const number = /^[1-9]\d{0,5}$/.test(query.cursor ?? '') ? Number(query.cursor) : 1;
  // The shop leaves out what changed in that very second.
  const after = `${new Date(Date.parse(query.since) - 1_000).toISOString().slice(0, 19)}Z`;
  const page = await readPage(call, '/orders', number, { status: 'any', modified_after: after });
  return {
    items: page.rows.map(row => toIncoming(asRecord(row, 'GET /orders'), 'GET /orders')),
    ...(page.hasMore ? { next: String(number + 1) } : {}),
  };
}

/** One order by its id; `undefined` when the shop does not know it. */
export async function get(externalId: string, call: Call): Promise<IncomingOrder | undefined> {
  if (!/^[1-9]\d{0,14}$/.test(externalId)) return undefined;
  const body = await readOne(call, `/orders/${externalId}`);
  return body === undefined ? undefined : toIncoming(asRecord(body, 'GET /orders/{id}'), 'GET /orders/{id}');
}

function toIncoming(row: Wire, where: string): IncomingOrder {
  const order = readOrder(row, where);
  const titles = recordsIn(row['line_items']).map(line => filledIn(line['name']));
  const [billing, shipping] = [recordsIn([row['billing']])[0], recordsIn([row['shipping']])[0]];
  const notes = filledIn(row['customer_note']);
  return {
    externalId: String(order.id),
    ...(order.number === undefined ? {} : { number: order.number }),
    ...(order.key === undefined ? {} : { key: order.key }),
    state: toOrderState(order.status),
    ...(order.createdAt === undefined ? {} : { placedAt: order.createdAt }),
    ...(order.updatedAt === undefined ? {} : { updatedAt: order.updatedAt }),
    lines: order.lines.flatMap((line, at) => {
      if (line.quantity < 1) return [];
      const total = line.total ?? { ...order.total, minor: 0n };
      const externalId = externalIdOf(line);
      return [
        {
          externalId,
          title: titles[at] ?? externalId,
          quantity: line.quantity,
          // The line's total is what counts; a piece of it is told rounded down.
          unitPrice: { ...total, minor: total.minor / BigInt(line.quantity) },
          total,
        },
      ];
    }),
    total: order.total,
    contact: contactOf(billing, shipping),
    address: addressOf(filledIn(shipping?.['address_1']) === undefined ? billing : shipping),
    ...(notes === undefined ? {} : { notes }),
  };
}

function contactOf(billing: Wire | undefined, shipping: Wire | undefined): Contact {
  const nameOf = (person: Wire | undefined) =>
    [filledIn(person?.['first_name']), filledIn(person?.['last_name'])].filter(part => part !== undefined).join(' ');
  const phone = filledIn(shipping?.['phone']) ?? filledIn(billing?.['phone']);
  const email = filledIn(billing?.['email']);
  return {
    name: nameOf(shipping) || nameOf(billing),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  };
}

function addressOf(place: Wire | undefined): Address {
  const told = (name: string) => filledIn(place?.[name]);
  const [region, city, line2, postalCode] = [told('state'), told('city'), told('address_2'), told('postcode')];
  return {
    country: told('country') ?? '',
    line1: told('address_1') ?? '',
    ...(region === undefined ? {} : { region }),
    ...(city === undefined ? {} : { city }),
    ...(line2 === undefined ? {} : { line2 }),
    ...(postalCode === undefined ? {} : { postalCode }),
  };
}
