export { createProductsSubgraph } from './products-subgraph.ts';
export type { ProductLoaders } from './product/product-loaders.ts';
