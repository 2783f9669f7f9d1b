import { needed, textIn, integerIn, type Call, type ChannelListing } from '@onebasket/adapter-sdk';
import { send } from './client.ts';
import { settingsOf } from './manifest.ts';
import { MONEY } from './money.ts';
import { PRODUCT_FIELDS, toListing, VARIANT_FIELDS } from './product.ts';
import { placedIn, recordAt, recordIn } from './wire.ts';

/** More are refused. */
export const PAGE_SIZE = 100;

const PRODUCTS = /* GraphQL */ `
  query Products($first: Int!, $after: String, $channel: String!, $search: String, $where: ProductWhereInput) {
    products(first: $first, after: $after, channel: $channel, search: $search, where: $where) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          ...ProductFields
          variants {
            ...VariantFields
          }
        }
      }
    }
  }
  ${PRODUCT_FIELDS}
  ${VARIANT_FIELDS}
  ${MONEY}
`;

/** A product with what it sells. */
export interface ReadProduct {
  readonly id: string;
  /** Give it as `after` to go on behind it. */
  readonly cursor: string | undefined;
  readonly listings: readonly ChannelListing[];
}

export interface ProductPage {
  readonly products: readonly ReadProduct[];
  readonly total: number | undefined;
  /** Absent on the last page. */
  readonly next: string | undefined;
}

export interface ProductQuery {
  readonly first: number;
  readonly after?: string | undefined;
  readonly search?: string | undefined;
  readonly where?: Readonly<Record<string, unknown>> | undefined;
}

/** One page of what the channel sells, as strangers see it. Without a search in the order of slugs. */
export async function readProducts(query: ProductQuery, label: string, call: Call): Promise<ProductPage> {
  const settings = settingsOf(call);
  const variables = { ...query, channel: settings.channel };
  const { data, digest } = await send({ label, document: PRODUCTS, variables, effect: 'read' }, call);
  const page = needed(recordIn(data['products']), `saleor: ${label}: products`);
  const products = placedIn(page['edges']).flatMap(({ at, record: edge }) => {
    const product = recordIn(edge['node']);
    if (!product) return [];
    const listings = placedIn(product['variants']).map(({ at: place, record: variant }) => {
      const raw = { digest, pointer: `/data/products/edges/${at}/node/variants/${place}` };
      return toListing(variant, settings, { product, raw });
    });
    return [{ id: needed(textIn(product['id']), `saleor: ${label}: id of a product`), cursor: textIn(edge['cursor']), listings }];
  });
  const info = recordAt(page, 'pageInfo');
  const next = info?.['hasNextPage'] === true ? textIn(info['endCursor']) : undefined;
  return { products, total: integerIn(page['totalCount']), next };
}
