/** What a merchant sells. Amounts are minor units. */
export interface TwinProduct {
  readonly id: string;
  readonly title: string;
  readonly price: number;
  readonly listPrice?: number;
  readonly stock: number;
  readonly gtin?: string;
  /** Variants of one product share it. */
  readonly parent?: string;
  readonly options?: readonly { readonly name: string; readonly value: string }[];
  readonly disclosure?: string;
}

/** An invented catalogue. */
export function demoProducts(): readonly TwinProduct[] {
  const lamps = Array.from({ length: 24 }, (_, at): TwinProduct => ({
    id: `lamp_${at + 1}`,
    title: `Desk lamp ${at + 1}`,
    price: 1990 + at * 50,
    stock: 500,
  }));
  const sold = { id: 'lamp_gone', title: 'Desk lamp, sold out', price: 2990, stock: 0 };
  const mugs = ['Blue', 'Red'].map((value): TwinProduct => ({
    id: `mug_${value.toLowerCase()}`,
    parent: 'mug',
    title: `Mug ${value}`,
    price: 1250,
    listPrice: 1500,
    stock: 80,
    gtin: '4006381333931',
    options: [{ name: 'Color', value }],
  }));
  return [...lamps, sold, ...mugs];
}

/** The product feed as it is dropped: a product on each line. */
export function feedFile(products: readonly TwinProduct[], currency: string): string {
  const byParent = Object.groupBy(products, ({ id, parent }) => parent ?? id);
  return Object.entries(byParent)
    .map(([id, variants = []]) =>
      JSON.stringify({
        id,
        title: variants[0]?.title,
        description: { plain: `${variants[0]?.title}, as in the shop` },
        url: `https://shop.example/p/${id}`,
        media: [{ type: 'image', url: `https://shop.example/img/${id}.jpg` }],
        variants: variants.map(variant => ({
          id: variant.id,
          title: variant.title,
          price: { amount: variant.price, currency },
          ...(variant.listPrice === undefined ? {} : { list_price: { amount: variant.listPrice, currency } }),
          availability: { available: variant.stock > 0, status: variant.stock > 0 ? 'in_stock' : 'out_of_stock' },
          ...(variant.gtin === undefined ? {} : { barcodes: [{ type: 'gtin', value: variant.gtin }] }),
          condition: ['new'],
          variant_options: variant.options ?? [],
        })),
      }),
    )
    .join('\n');
}
