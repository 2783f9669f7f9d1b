import { textIn, type Call, type ChannelListing } from '@onebasket/adapter-sdk';
import { PAGE_SIZE } from './catalogue.ts';
import { send } from './client.ts';
import { isIdOf } from './global-id.ts';
import { settingsOf } from './manifest.ts';
import { MONEY } from './money.ts';
import { PRODUCT_FIELDS, toListing, VARIANT_FIELDS } from './product.ts';
import { placedIn, recordAt, recordIn } from './wire.ts';

const VARIANTS = /* GraphQL */ `
  query Variants($ids: [ID!]!, $channel: String!, $first: Int!) {
    productVariants(ids: $ids, channel: $channel, first: $first) {
      edges {
        node {
          ...VariantFields
          product {
            ...ProductFields
          }
        }
      }
    }
  }
  ${PRODUCT_FIELDS}
  ${VARIANT_FIELDS}
  ${MONEY}
`;

/** Variants by id, a hundred in one request; those that the channel does not sell are left out by the shop. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const settings = settingsOf(call);
  const ids = [...new Set(externalIds)].filter(id => isIdOf('ProductVariant', id));
  const found = new Map<string, ChannelListing>();
  for (let from = 0; from < ids.length; from += PAGE_SIZE) {
    const wanted = ids.slice(from, from + PAGE_SIZE);
    const variables = { ids: wanted, channel: settings.channel, first: wanted.length };
    const { data, digest } = await send({ label: 'listings', document: VARIANTS, variables, effect: 'read' }, call);
    for (const { at, record: edge } of placedIn(recordAt(data, 'productVariants')?.['edges'])) {
      const variant = recordIn(edge['node']);
      const id = textIn(variant?.['id']);
      if (!variant || id === undefined) continue;
      found.set(id, toListing(variant, settings, { raw: { digest, pointer: `/data/productVariants/edges/${at}/node` } }));
    }
  }
  return externalIds.map(id => found.get(id));
}
