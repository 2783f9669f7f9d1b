import type { Registry } from '@onebasket/adapter-registry';
import type { Clock } from '@onebasket/core';
import type { Config, RequestContext } from '@onebasket/runtime';
import type { Catalogue } from '../product/catalogue.ts';
import type { ProductLoaders } from '../product/product-loaders.ts';
import type { SearchDeps } from '../search/search-products.ts';

/** What every resolver of this subgraph may reach for. */
export interface ProductsDeps extends SearchDeps {
  readonly config: Config;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
}

export type ProductsContext = RequestContext<ProductLoaders>;
