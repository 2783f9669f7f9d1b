import { textIn, type Availability, type ChannelListing, type WireRecord } from '@onebasket/adapter-sdk';
import { piecesIn } from './wire.ts';

/** What a product says of its stock. `only_x_left_in_stock` comes only below a threshold that the merchant sets, so a number is a warning. */
export function stockOf(wire: WireRecord): { readonly availability: Availability; readonly stock?: number } {
  const left = piecesIn(wire['only_x_left_in_stock']);
  switch (textIn(wire['stock_status'])) {
    case 'IN_STOCK':
      // Zero left and in stock all the same: it is sold on backorder, and how long it takes is not told.
      if (left === 0) return { availability: 'BACKORDER' };
      return left === undefined ? { availability: 'IN_STOCK' } : { availability: 'LOW_STOCK', stock: left };
    case 'OUT_OF_STOCK':
      return { availability: 'OUT_OF_STOCK', stock: 0 };
    default:
      return { availability: 'UNKNOWN' };
  }
}

/** Stars of five; the vendor tells per cent. Nobody has rated = no rating. */
export function ratingOf(wire: WireRecord): ChannelListing['rating'] {
  const count = piecesIn(wire['review_count']);
  const percent = Number(textIn(wire['rating_summary']) ?? Number.NaN);
  return count === undefined || count === 0 || !(percent > 0 && percent <= 100) ? undefined : { average: percent / 20, count };
}
