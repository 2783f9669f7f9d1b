import { integerIn, needed, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { compareMoney, type Money } from '@onebasket/core';
import type { SaleorSettings } from './manifest.ts';
import { grossOf, MONEY, moneyOf, neededGross } from './money.ts';
import { availabilityOf } from './product.ts';
import { listIn, recordIn, unreadable } from './wire.ts';
import type { ChannelListing } from '@onebasket/adapter-sdk';

/** What is asked of every basket. `$address` says which country prices and stock are for. */
export const BASKET = /* GraphQL */ `
  fragment Basket on Checkout {
    id
    isShippingRequired
    voucherCode
    lines {
      id
      quantity
      variant {
        id
        name
        trackInventory
        quantityAvailable(address: $address)
        product {
          name
        }
        pricing(address: $address) {
          price {
            gross {
              ...M
            }
          }
          priceUndiscounted {
            gross {
              ...M
            }
          }
        }
      }
      unitPrice {
        gross {
          ...M
        }
      }
      totalPrice {
        gross {
          ...M
        }
      }
      problems {
        __typename
        ... on CheckoutLineProblemInsufficientStock {
          availableQuantity
        }
      }
    }
    shippingMethods {
      id
      name
      active
      price {
        ...M
      }
      minimumDeliveryDays
      maximumDeliveryDays
    }
    shippingPrice {
      gross {
        ...M
      }
    }
    totalPrice {
      gross {
        ...M
      }
    }
    problems {
      __typename
    }
  }
  ${MONEY}
`;

export interface BasketLine {
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
  readonly quantity: number;
  /** One piece before any discount, where the shop tells it. */
  readonly list: Money | undefined;
  /** One piece after the catalogue's promotions, before vouchers. */
  readonly catalogue: Money | undefined;
  /** One piece now. Times the quantity it need not be the total: a voucher is spread over the whole line. */
  readonly unit: Money;
  readonly total: Money;
  readonly stock: Pick<ChannelListing, 'availability' | 'stock'>;
  readonly problem: LineProblem | undefined;
}

/** What the shop says would keep a line from being ordered. */
export type LineProblem = { readonly kind: 'short'; readonly available: number | undefined } | { readonly kind: 'unavailable' };

export interface ShippingMethod {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly days: { readonly least: number | undefined; readonly most: number | undefined };
}

/** A basket as it stands, its amounts with tax. */
export interface Basket {
  readonly id: string;
  readonly needsShipping: boolean;
  readonly voucherCode: string | undefined;
  readonly lines: readonly BasketLine[];
  /** Those that may be chosen now, the cheapest first. */
  readonly methods: readonly ShippingMethod[];
  /** What the delivery costs; zero before one is chosen. */
  readonly shipping: Money | undefined;
  readonly total: Money;
  /** The chosen delivery has to be chosen again, or something else is wrong with the basket as a whole. */
  readonly isStale: boolean;
  readonly raw: { readonly digest: string; readonly pointer: string } | undefined;
}

/** Reads a basket. Throws `AdapterError('invalid-response')` for one without id, lines or total. */
export function toBasket(checkout: WireRecord, settings: Pick<SaleorSettings, 'quantityCap'>, raw?: Basket['raw']): Basket {
  const total = neededGross(checkout['totalPrice'], 'total of a basket');
  const basket = {
    id: needed(textIn(checkout['id']), 'saleor: id of a basket'),
    needsShipping: checkout['isShippingRequired'] !== false,
    voucherCode: textIn(checkout['voucherCode']),
    lines: listIn(checkout['lines']).map(line => toLine(line, settings)),
    methods: methodsIn(checkout),
    shipping: grossOf(checkout['shippingPrice']),
    total,
    isStale: listIn(checkout['problems']).some(problem => problem['__typename'] === 'CheckoutProblemDeliveryMethodStale'),
    raw,
  };
  const amounts = [basket.shipping, ...basket.lines.flatMap(line => [line.unit, line.total])];
  if (amounts.some(amount => amount && amount.currency !== total.currency)) throw unreadable('a basket in several currencies');
  return basket;
}

function toLine(line: WireRecord, settings: Pick<SaleorSettings, 'quantityCap'>): BasketLine {
  const variant = recordIn(line['variant']) ?? {};
  const pricing = recordIn(variant['pricing']);
  const product = textIn(recordIn(variant['product'])?.['name']);
  const name = textIn(variant['name']);
  return {
    id: needed(textIn(line['id']), 'saleor: id of a line'),
    externalId: needed(textIn(variant['id']), 'saleor: variant of a line'),
    title: product === undefined || name === undefined || name.startsWith(product) ? (name ?? product ?? '') : `${product} ${name}`,
    quantity: needed(integerIn(line['quantity']), 'saleor: quantity of a line'),
    list: grossOf(pricing?.['priceUndiscounted']),
    catalogue: grossOf(pricing?.['price']),
    unit: neededGross(line['unitPrice'], 'price of a line'),
    total: neededGross(line['totalPrice'], 'total of a line'),
    stock: availabilityOf(variant, settings),
    problem: listIn(line['problems']).map(toProblem)[0],
  };
}

/** A problem that is new to us keeps the line from being ordered, too. */
function toProblem(problem: WireRecord): LineProblem {
  if (problem['__typename'] !== 'CheckoutLineProblemInsufficientStock') return { kind: 'unavailable' };
  return { kind: 'short', available: integerIn(problem['availableQuantity']) };
}

function methodsIn(checkout: WireRecord): readonly ShippingMethod[] {
  const methods = [...listIn(checkout['shippingMethods'] ?? checkout['availableShippingMethods'])].flatMap(method => {
    const id = textIn(method['id']);
    const price = moneyOf(method['price']);
    if (id === undefined || price === undefined || method['active'] === false) return [];
    const days = { least: integerIn(method['minimumDeliveryDays']), most: integerIn(method['maximumDeliveryDays']) };
    return [{ id, name: textIn(method['name']) ?? id, price, days }];
  });
  return methods.toSorted((one, other) => (one.price.currency === other.price.currency ? compareMoney(one.price, other.price) : 0));
}
