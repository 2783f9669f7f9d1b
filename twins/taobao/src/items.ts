import { seededRandom } from '@onebasket/twin-kit';

/** An offer in the path to the final price, or beside it. */
export interface TwinOffer {
  readonly title: string;
  readonly desc: string;
  /** Yuan; only in the path. */
  readonly fee?: string;
  readonly startMs?: number;
  readonly endMs?: number;
  readonly id?: string;
}

/** An item as the twin keeps it; amounts are yuan in text. */
export interface TwinItem {
  readonly id: string;
  readonly title: string;
  readonly reservePrice: string;
  readonly price: string;
  readonly finalPrice?: string;
  readonly path?: readonly TwinOffer[];
  readonly more?: readonly TwinOffer[];
  readonly brand?: string;
  readonly shop?: string;
  readonly sellerId?: string;
  readonly isTmall?: boolean;
  readonly volume?: number;
  readonly freeShipment?: boolean;
  readonly category?: readonly [string, string];
  readonly presale?: { readonly startMs: number; readonly endMs: number; readonly deposit: string };
  /** Off the shelf: no longer promoted, so no API knows it. */
  readonly isGone?: boolean;
}

const GOODS = [
  ['保温杯', '示例生活', '居家日用', '保温杯'],
  ['蓝牙耳机', '声浪', '影音电器', '耳机'],
  ['台灯', '明灯', '家装灯饰', '台灯'],
  ['双肩包', '远行', '箱包皮具', '双肩包'],
  ['机械键盘', '键客', '电脑硬件', '键盘'],
] as const;

/** An invented catalogue, the same for the same seed. Coupons run for a year around `now`. */
export function demoItems(seed: number, now: Date): readonly TwinItem[] {
  const random = seededRandom(seed);
  const token = () =>
    Array.from({ length: 11 }, () => 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'[Math.floor(random() * 55)] ?? 'x').join('');
  const [startMs, endMs] = [now.getTime() - 180 * 86_400_000, now.getTime() + 180 * 86_400_000];
  return Array.from({ length: 60 }, (_, at) => {
    const [what, brand, level1, level2] = GOODS[at % GOODS.length] ?? GOODS[0];
    const fen = 1990 + Math.floor(random() * 400) * 100;
    const off = 5 + (at % 4) * 5;
    const hasCoupon = at % 3 === 0 && off * 100 < fen / 2;
    const threshold = Math.floor(fen / 100) - 1;
    return {
      id: `${token()}-${token()}`,
      title: `${brand} ${what} ${at + 1}号款`,
      reservePrice: yuan(fen + 2000),
      price: yuan(fen),
      finalPrice: yuan(hasCoupon ? fen - off * 100 : fen),
      ...(hasCoupon
        ? { path: [{ title: '商品券', desc: `满${threshold}减${off}`, fee: `${off}`, startMs, endMs, id: `coupon-${at}` }] }
        : {}),
      ...(at % 5 === 0 ? { more: [{ title: '跨店满减', desc: '每300减50', startMs, endMs }] } : {}),
      brand,
      shop: `${brand}旗舰店`,
      sellerId: `22${String(10_000_000_000_000 + (at % GOODS.length))}01`,
      isTmall: at % 2 === 0,
      volume: Math.floor(random() * 5000),
      freeShipment: at % 4 === 0,
      category: [level1, level2],
    };
  });
}

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
