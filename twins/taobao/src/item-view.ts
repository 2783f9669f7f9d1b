import type { TwinItem, TwinOffer } from './items.ts';

/** An item as the upgrade APIs show it: in groups, lists in wrappers. Empty fields are left out, as TOP does. */
export function itemView(item: TwinItem, links?: { readonly clickUrl: string; readonly couponUrl: string }): Record<string, unknown> {
  const { path = [], more = [], presale } = item;
  return {
    item_id: item.id,
    item_basic_info: {
      title: item.title,
      pict_url: `//img.alicdn.example/bao/${encodeURIComponent(item.id)}.jpg`,
      small_images: { string: [1, 2].map(at => `//img.alicdn.example/bao/${encodeURIComponent(item.id)}-${at}.jpg`) },
      shop_title: item.shop ?? '示例旗舰店',
      // Beyond 2^53: a bare number in JSON.
      seller_id: new RawNumber(item.sellerId ?? '220000000000000001'),
      user_type: item.isTmall === true ? 1 : 0,
      volume: item.volume ?? 0,
      provcity: '浙江 杭州',
      ...(item.brand === undefined ? {} : { brand_name: item.brand }),
      ...(item.category === undefined ? {} : { level_one_category_name: item.category[0], category_name: item.category[1] }),
      ...(item.freeShipment === undefined ? {} : { free_shipment: item.freeShipment }),
    },
    price_promotion_info: {
      reserve_price: item.reservePrice,
      zk_final_price: item.price,
      ...(item.finalPrice === undefined ? {} : { final_promotion_price: item.finalPrice }),
      ...(path.length === 0 ? {} : { final_promotion_path_list: { final_promotion_path_map_data: path.map(offerView) } }),
      ...(more.length === 0 ? {} : { more_promotion_list: { more_promotion_map_data: more.map(offerView) } }),
    },
    publish_info: {
      income_rate: '5.0',
      ...(links === undefined ? {} : { click_url: links.clickUrl, ...(path.length > 0 ? { coupon_share_url: links.couponUrl } : {}) }),
    },
    ...(presale === undefined
      ? {}
      : { presale_info: { presale_start_time: presale.startMs, presale_end_time: presale.endMs, presale_deposit: presale.deposit } }),
  };
}

function offerView(offer: TwinOffer): object {
  return {
    promotion_title: offer.title,
    promotion_desc: offer.desc,
    ...(offer.fee === undefined ? {} : { promotion_fee: offer.fee }),
    ...(offer.startMs === undefined ? {} : { promotion_start_time: String(offer.startMs) }),
    ...(offer.endMs === undefined ? {} : { promotion_end_time: String(offer.endMs) }),
    ...(offer.id === undefined ? {} : { promotion_id: offer.id }),
  };
}

// Node has it; TypeScript's library does not know it yet.
const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

/** A number whose digits a double would lose. */
export class RawNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toJSON(): unknown {
    return rawJson(this.digits);
  }
}

/** The answer with one level of wrapping less: `{map_data: […]}` becomes `[…]`. */
export function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified);
  if (typeof value !== 'object' || value === null || value instanceof RawNumber) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && Array.isArray(entries[0]?.[1])) return simplified(entries[0][1]);
  return Object.fromEntries(entries.map(([key, member]) => [key, simplified(member)]));
}
