import { seededRandom } from '@onebasket/twin-kit';

/** One item, or one variation of a listing. */
export interface TwinItem {
  /** "v1|110000000001|0"; a variation has its own number at the end. */
  readonly id: string;
  /** The listing whose variations share it. */
  readonly groupId?: string;
  readonly title: string;
  readonly price: string;
  readonly was?: string;
  /** The seller's own price where the marketplace shows another currency. */
  readonly converted?: { readonly value: string; readonly currency: string };
  readonly stock: number;
  /** Show "more than …" in the place of the number. */
  readonly threshold?: number;
  readonly sold?: number;
  readonly gtin?: string;
  readonly brand?: string;
  readonly color?: string;
  readonly size?: string;
  readonly condition?: string;
  /** Sends for so much; `calculated`: tells it only when the place is known. */
  readonly shipping?: { readonly cost: string; readonly calculated?: boolean; readonly each?: string };
  readonly excludes?: readonly string[];
  readonly coupon?: { readonly code: string; readonly off: string; readonly message: string };
  readonly auctionOnly?: boolean;
  readonly endsAt?: string;
  readonly limitPerBuyer?: number;
}

const THINGS = ['Phone case', 'Phone charger', 'Phone holder', 'Desk lamp', 'Travel mug', 'Steel bottle'] as const;
const BRANDS = ['Nordhaus', 'Kestrel', 'Ilmara'] as const;

/** An invented catalogue: the same for the same seed. */
export function demoItems(seed: number): readonly TwinItem[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const single = Array.from({ length: 40 }, (_, at): TwinItem => {
    const cents = 500 + Math.floor(random() * 9500);
    return {
      id: `v1|1100000000${10 + at}|0`,
      title: `${THINGS[at % THINGS.length]} ${at + 1}`,
      price: euros(cents),
      ...(random() < 0.3 ? { was: euros(cents + 500) } : {}),
      stock: 200 + Math.floor(random() * 200),
      ...(random() < 0.5 ? { threshold: 10 } : {}),
      sold: Math.floor(random() * 50),
      gtin: ean13(400_000_000_000 + at * 37),
      brand: pick(BRANDS),
      shipping: { cost: pick(['0.00', '3.99', '5.49']), calculated: at % 4 === 0 },
    };
  });
  const variations = ['Black', 'Blue', 'Red'].map((color, at): TwinItem => ({
    id: `v1|120000000001|62000000000${at}`,
    groupId: '120000000001',
    title: `Phone sleeve ${color}`,
    price: '14.90',
    stock: at === 2 ? 0 : 300,
    brand: 'Ilmara',
    color,
    shipping: { cost: '2.50' },
  }));
  return [...single, ...variations];
}

function euros(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function ean13(twelve: number): string {
  const digits = String(twelve);
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
