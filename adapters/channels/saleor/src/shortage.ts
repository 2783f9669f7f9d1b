import { integerIn, textIn, type Call } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { PAGE_SIZE } from './catalogue.ts';
import { send } from './client.ts';
import { isIdOf } from './global-id.ts';
import { settingsOf } from './manifest.ts';
import { listIn, recordAt, recordIn } from './wire.ts';

const STOCK = /* GraphQL */ `
  query Stock($ids: [ID!]!, $channel: String!, $first: Int!, $address: AddressInput) {
    productVariants(ids: $ids, channel: $channel, first: $first) {
      edges {
        node {
          id
          quantityAvailable
          here: quantityAvailable(address: $address)
        }
      }
    }
  }
`;

interface Wanted {
  readonly externalId: string;
  readonly quantity: number;
}

/** Why these pieces cannot be had: unknown, too few, or none in this country because it is not delivered to. `undefined` when there are enough now. */
export async function explainShortage(
  lines: readonly Wanted[],
  country: string | undefined,
  label: string,
  call: Call,
): Promise<Refusal | undefined> {
  const ids = [...new Set(lines.map(line => line.externalId))].filter(id => isIdOf('ProductVariant', id)).slice(0, PAGE_SIZE);
  if (ids.length === 0) return undefined;
  const variables = { ids, channel: settingsOf(call).channel, first: ids.length, address: country === undefined ? null : { country } };
  const { data } = await send({ label: `${label}: stock`, document: STOCK, variables, effect: 'read' }, call);
  const nodes = listIn(recordAt(data, 'productVariants')?.['edges']).map(edge => recordIn(edge['node']));
  const left = new Map(
    nodes.map(node => [
      textIn(node?.['id']),
      { anywhere: integerIn(node?.['quantityAvailable']) ?? 0, here: integerIn(node?.['here']) ?? 0 },
    ]),
  );
  const unknown = ids.filter(id => !left.has(id));
  if (unknown.length > 0) return refuse('not-found', 'the shop does not sell this (any more)', { externalIds: unknown });

  const wanted = piecesOf(lines);
  const elsewhere = ids.filter(id => left.get(id)?.here === 0 && (left.get(id)?.anywhere ?? 0) > 0);
  if (elsewhere.length > 0) return refuse('not-deliverable', 'the shop does not deliver this to there', { externalIds: elsewhere });
  const short = ids.filter(id => (left.get(id)?.here ?? 0) < (wanted.get(id) ?? 0));
  if (short.length === 0) return undefined;
  return refuse('out-of-stock', 'the shop has fewer left', {
    available: Math.min(...short.map(id => Math.max(0, left.get(id)?.here ?? 0))),
    externalIds: short,
  });
}

/** Pieces by variant over all lines. */
export function piecesOf(lines: readonly Wanted[]): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  for (const { externalId, quantity } of lines) pieces.set(externalId, (pieces.get(externalId) ?? 0) + quantity);
  return pieces;
}
