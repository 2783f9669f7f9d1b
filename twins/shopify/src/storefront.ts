import type { TwinProduct } from './catalogue.ts';
import type { CartInput, Carts } from './carts.ts';
import { page } from './connection.ts';
import { numberIn } from './gid.ts';
import { productView, variantView, type ViewContext } from './views.ts';

interface PageArgs {
  readonly first?: number;
  readonly after?: string;
}

/** What the Storefront API answers, field by field. */
export function storefrontRoot(shopName: string, carts: Carts, context: ViewContext) {
  const { catalogue } = context;
  const view = (product: TwinProduct) => productView(product, context);
  return {
    shop: () => ({ name: shopName }),
    search: ({ query, ...args }: PageArgs & { readonly query: string }) => {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      const found = catalogue.all().filter(({ title }) => words.every(word => title.toLowerCase().includes(word)));
      return page(found.map(view), args);
    },
    products: ({ query, sortKey, ...args }: PageArgs & { readonly query?: string; readonly sortKey?: string }) => {
      const since = /updated_at:>=?'?([^']+)'?/.exec(query ?? '')?.[1];
      const found = catalogue
        .all()
        .map(view)
        .filter(({ updatedAt }) => since === undefined || Date.parse(updatedAt) >= Date.parse(since));
      if (sortKey === 'UPDATED_AT') found.sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
      return page(found, args);
    },
    product: ({ id }: { readonly id?: string }) => {
      const product = catalogue.product(numberIn(id, 'Product') ?? 0);
      return product ? view(product) : null;
    },
    nodes: ({ ids }: { readonly ids: readonly string[] }) =>
      ids.map(id => {
        const product = catalogue.product(numberIn(id, 'Product') ?? 0);
        if (product) return view(product);
        const found = catalogue.variant(numberIn(id, 'ProductVariant') ?? 0);
        return found ? variantView(found.variant, found.product, context) : null;
      }),
    cart: ({ id }: { readonly id: string }) => {
      const cart = carts.find(id);
      return cart ? carts.view(cart, context) : null;
    },
    cartCreate: ({ input }: { readonly input?: CartInput }) => carts.create(input ?? {}, context),
  };
}
