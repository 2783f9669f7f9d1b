import { ApiError } from './api-error.ts';
import { priceOf, type Offer, type Sku } from './offers.ts';
import type { Parameters } from './parameters.ts';
import type { World } from './world.ts';

export interface Line {
  readonly offer: Offer;
  readonly sku?: Sku;
  readonly quantity: number;
  /** In fen. */
  readonly unitPrice: number;
}

/** `cargoParamList`, checked by the rules of previews and orders. */
export function readCargo(parameters: Parameters, { offers }: World): readonly Line[] {
  const rows = parameters.list('cargoParamList') as readonly Readonly<Record<string, unknown>>[];
  const named = rows.map(row => {
    const id = Number(row['offerId']);
    const offer = offers.get(id);
    if (!offer || !offer.isTradable || offer.status !== 'published') throw new ApiError('500_001', `商品[${id}]不支持在线交易，不能下单。`);
    const specId = row['specId'];
    const sku = offer.skus.find(one => one.specId === specId);
    if (offer.skus.length > 0 && specId === undefined) throw new ApiError('500_002', `商品[${id}]不属于同一卖家或未指定specId`);
    if (specId !== undefined && !sku) throw new ApiError('500_003', `规格不属于商品[${id}]`);
    return { offer, ...(sku ? { sku } : {}), quantity: Number(row['quantity']) };
  });
  const [first] = named;
  if (!first) throw new ApiError('400', 'cargoParamList is empty');
  if (named.some(({ offer }) => offer.sellerOpenId !== first.offer.sellerOpenId)) throw new ApiError('500_002', '商品不属于同一卖家');
  return named.map(line => {
    const { offer, sku, quantity } = line;
    if (!Number.isSafeInteger(quantity) || quantity <= 0) throw new ApiError('400', 'quantity');
    if (quantity > (sku?.stock ?? offer.stock)) throw new ApiError('500_004', `商品[${offer.offerId}_${sku?.specId ?? ''}]库存不足`);
    const ofOffer = named.filter(other => other.offer === offer).reduce((all, other) => all + other.quantity, 0);
    if (ofOffer < offer.minOrderQuantity) throw new ApiError('500_005', `商品[${offer.offerId}]的购买数量不满足起批量限制。`);
    if (quantity % (offer.batchNumber ?? 1) !== 0) throw new ApiError('500_006', `商品[${offer.offerId}]不满足混批限制。`);
    const unitPrice = priceOf(offer, sku, ofOffer);
    if (unitPrice === 0) throw new ApiError('500_008', `商品[${offer.offerId}]价格为0`);
    return { ...line, unitPrice };
  });
}

/** What the basket comes to, in fen. */
export interface Totals {
  readonly goods: number;
  readonly discount: number;
  readonly carriage: number;
}

/** Freight by supplier, and the supplier's 满减 where there is one. */
export function totalsOf(lines: readonly Line[], { carriage, reduction }: World): Totals {
  const goods = lines.reduce((all, { unitPrice, quantity }) => all + unitPrice * quantity, 0);
  return { goods, discount: reduction && goods >= reduction.from ? reduction.off : 0, carriage };
}
