import { seededRandom } from '@onebasket/twin-kit';

/** One way in which a product is sold. */
export interface TwinVariant {
  readonly id: number;
  /** Default: the values of its options, or "Default Title". */
  readonly title?: string;
  readonly sku?: string;
  readonly barcode?: string;
  readonly price: string;
  readonly compareAtPrice?: string;
  /** Pieces left; nobody counts without it. */
  readonly stock?: number;
  /** Sold on when there is none left. */
  readonly oversell?: boolean;
  readonly options?: Readonly<Record<string, string>>;
  readonly priceBreaks?: readonly { readonly minimumQuantity: number; readonly price: string }[];
}

export interface TwinProduct {
  readonly id: number;
  readonly title: string;
  readonly vendor?: string;
  readonly productType?: string;
  readonly description?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly image?: string;
  readonly rating?: { readonly value: string; readonly count: number };
  readonly variants: readonly TwinVariant[];
}

const NOUNS = ['Lamp', 'Shirt', 'Mug', 'Chair', 'Blanket', 'Backpack'];
const COLOURS = ['Oak', 'Slate', 'Coral', 'Sand'];

/** An invented catalogue, the same for the same seed. */
export function demoProducts(seed = 1, count = 24): readonly TwinProduct[] {
  const random = seededRandom(seed);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  return Array.from({ length: count }, (_, at) => {
    const price = `${5 + Math.floor(random() * 90)}.${random() < 0.5 ? '50' : '99'}`;
    const colours = random() < 0.4 ? COLOURS.slice(0, 2) : [];
    const variant = (id: number, colour?: string): TwinVariant => ({
      id,
      price,
      sku: `DEMO-${id}`,
      stock: Math.floor(random() * 40),
      ...(colour ? { options: { Colour: colour } } : {}),
    });
    const id = 8_000_000_000 + at;
    return {
      id,
      title: `${pick(COLOURS)} ${pick(NOUNS)}`,
      vendor: 'Twin Goods',
      productType: 'Home',
      variants: colours.length > 0 ? colours.map((colour, n) => variant(id * 10 + n, colour)) : [variant(id * 10)],
    };
  });
}

/** The products that are for sale, and the pieces that are left. */
export class Catalogue {
  readonly #products: Map<number, TwinProduct>;
  readonly #sold = new Map<number, number>();

  constructor(products: readonly TwinProduct[]) {
    this.#products = new Map(products.map(product => [product.id, product]));
  }

  /** In the order of ids. */
  all(): readonly TwinProduct[] {
    return [...this.#products.values()].sort((a, b) => a.id - b.id);
  }

  product(id: number): TwinProduct | undefined {
    return this.#products.get(id);
  }

  variant(id: number): { readonly product: TwinProduct; readonly variant: TwinVariant } | undefined {
    for (const product of this.#products.values()) {
      const variant = product.variants.find(one => one.id === id);
      if (variant) return { product, variant };
    }
    return undefined;
  }

  put(product: TwinProduct): void {
    this.#products.set(product.id, product);
  }

  remove(id: number): void {
    this.#products.delete(id);
  }

  /** Pieces left; `undefined` where nobody counts. */
  left({ id, stock }: TwinVariant): number | undefined {
    return stock === undefined ? undefined : stock - (this.#sold.get(id) ?? 0);
  }

  isForSale(variant: TwinVariant): boolean {
    const left = this.left(variant);
    return left === undefined || left > 0 || variant.oversell === true;
  }

  /** Takes pieces off the shelf, or (below zero) puts them back. */
  take(variantId: number, quantity: number): void {
    this.#sold.set(variantId, (this.#sold.get(variantId) ?? 0) + quantity);
  }
}
