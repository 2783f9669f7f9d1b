import { number, percent, raw, withoutTax, type Exact } from './exact.ts';
import type { Product, Region, Shop, Variant } from './shop.ts';

/** What the caller asked to be shown beyond the defaults. */
export interface ProductWishes {
  readonly fields: string;
  readonly region: Region;
  /** Lower case; without it no amounts with tax. */
  readonly country: string | undefined;
}

/** A product as `GET /store/products` shows it. */
export function productView(shop: Shop, product: Product, wishes: ProductWishes) {
  const { id, about, updatedAt } = product;
  const titles = [...new Set(product.variants.flatMap(variant => Object.keys(variant.options)))];
  const options = titles.map(title => ({ id: `opt_${id}_${titles.indexOf(title)}`, title, metadata: null }));
  const picture = `https://pictures.example.test/${about.handle}`;
  return {
    id,
    title: about.title,
    subtitle: null,
    description: about.description,
    handle: about.handle,
    is_giftcard: false,
    discountable: true,
    thumbnail: `${picture}.jpg`,
    collection_id: null,
    type_id: null,
    weight: null,
    material: null,
    origin_country: null,
    created_at: updatedAt,
    updated_at: updatedAt,
    ...(wishes.fields.includes('+metadata') ? { metadata: about.brand === undefined ? null : { brand: about.brand } } : {}),
    variants: product.variants.map(variant => variantView(shop, variant, options, wishes)),
    options: options.map(option => ({
      ...option,
      values: [...new Set(product.variants.map(({ options: chosen }) => chosen[option.title]))].map(value => ({
        value,
        option_id: option.id,
      })),
    })),
    tags: [],
    images: [`${picture}.jpg`, `${picture}-2.jpg`].map((url, rank) => ({ id: `img_${id}_${rank}`, url, metadata: null, rank })),
    ...(wishes.fields.includes('*categories')
      ? {
          categories:
            about.category === undefined
              ? []
              : [{ id: `pcat_${about.category}`, name: about.category, parent_category_id: null, parent_category: null }],
        }
      : {}),
  };
}

function variantView(shop: Shop, variant: Variant, options: readonly { id: string; title: string }[], wishes: ProductWishes) {
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    barcode: null,
    ean: variant.gtin ?? null,
    upc: null,
    allow_backorder: variant.backorder,
    manage_inventory: variant.stocked !== undefined,
    material: null,
    weight: null,
    metadata: null,
    product_id: variant.productId,
    created_at: variant.updatedAt,
    updated_at: variant.updatedAt,
    options: options.flatMap(option => {
      const value = variant.options[option.title];
      return value === undefined ? [] : [{ id: `optval_${option.id}_${value}`, value, metadata: null, option_id: option.id, option }];
    }),
    ...(wishes.fields.includes('calculated_price') ? { calculated_price: priceView(variant, wishes) } : {}),
    ...(wishes.fields.includes('inventory_quantity') && variant.stocked !== undefined
      ? { inventory_quantity: variant.stocked - variant.reserved }
      : {}),
  };
}

function priceView(variant: Variant, { region, country }: ProductWishes) {
  const original = variant.prices.get(region.currency);
  if (original === undefined) return null;
  const sale = variant.sale.get(region.currency);
  const chosen = sale ?? original;
  const list = (isSale: boolean) => ({ price_list_id: isSale ? 'plist_sale' : null, price_list_type: isSale ? 'sale' : null });
  return {
    is_calculated_price_price_list: sale !== undefined,
    is_calculated_price_tax_inclusive: region.pricesIncludeTax,
    calculated_amount: number(chosen),
    raw_calculated_amount: raw(chosen),
    is_original_price_price_list: false,
    is_original_price_tax_inclusive: region.pricesIncludeTax,
    original_amount: number(original),
    raw_original_amount: raw(original),
    currency_code: region.currency,
    calculated_price: { ...list(sale !== undefined), min_quantity: null, max_quantity: null },
    original_price: { ...list(false), min_quantity: null, max_quantity: null },
    ...(country === undefined ? {} : { ...taxed('calculated', chosen, region, country), ...taxed('original', original, region, country) }),
  };
}

function taxed(name: string, amount: Exact, region: Region, country: string) {
  const rate = region.taxes.get(country) ?? 0;
  const net = region.pricesIncludeTax ? withoutTax(amount, rate) : amount;
  const gross = region.pricesIncludeTax ? amount : amount + percent(amount, rate);
  return { [`${name}_amount_with_tax`]: number(gross), [`${name}_amount_without_tax`]: number(net) };
}
