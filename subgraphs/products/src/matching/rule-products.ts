import { instant, type Clock } from '@onebasket/core';
import type { Viewer } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { Catalogue } from '../product/catalogue.ts';
import type { RulingDoc } from './ruling-doc.ts';

export interface Judge {
  readonly viewer: Viewer;
  readonly note: string;
  readonly clock: Clock;
}

/** These products are one. The first named stays; resolves to its id. Throws `BAD_USER_INPUT` or `NOT_FOUND`. */
export async function mergeProducts(productIds: readonly string[], catalogue: Catalogue, judge: Judge): Promise<string> {
  let staying = '';
  await catalogue.rule(groups => {
    const ids = [...new Set(productIds.map(id => groups.standing(id)))];
    if (new Set(productIds).size < 2)
      throw new GraphQLError('merging takes at least two products', {
        extensions: { code: 'BAD_USER_INPUT', argument: 'input.productIds' },
      });
    const unknown = ids.find(id => groups.listingsOf(id).length === 0);
    if (unknown !== undefined) throw notFound(`there is no product ${JSON.stringify(unknown.slice(0, 60))}`);
    staying = ids[0] as string;
    return ids.flatMap(id => groups.listingsOf(id)).map(listing => ruling(listing, 'MERGED', staying, judge));
  });
  return staying;
}

/** This listing is a product of its own. Resolves to that product's id. Throws `NOT_FOUND`. */
export async function splitListing(listingId: string, catalogue: Catalogue, judge: Judge): Promise<string> {
  let own = '';
  await catalogue.rule(groups => {
    const placement = groups.placementOf(listingId);
    if (!placement) throw notFound(`there is no listing ${JSON.stringify(listingId.slice(0, 60))}`);
    const isAlone = groups.listingsOf(placement.productId).length === 1;
    own = isAlone ? placement.productId : groups.freshId(listingId);
    return [ruling(listingId, 'SPLIT', own, judge)];
  });
  return own;
}

function ruling(listingId: string, kind: RulingDoc['kind'], productId: string, { viewer, note, clock }: Judge): RulingDoc {
  const by = viewer.kind === 'ANONYMOUS' ? 'guest' : viewer.id;
  return { _id: listingId, v: 1, shape: 1, kind, productId, note, by, at: instant(clock.now()) };
}

function notFound(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'NOT_FOUND' } });
}
