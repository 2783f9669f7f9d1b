import { known, type Quote, type QuotedLine, type QuoteRequest } from '@onebasket/adapter-sdk';
import { allocate, subtract, sum, zero, type Money } from '@onebasket/core';
import { AdapterError } from '@onebasket/core';
import type { Cart, CartLine } from './cart.ts';

/** The amounts of a basket that add up to its total. */
interface Parts {
  readonly lines: readonly Money[];
  readonly shipping: Money | undefined;
  readonly tax: Money | undefined;
}

/**
 * A basket as a quote, its lines in the order asked. Pure. A shop's prices hold the tax or do not, and which one is a matter of its settings that nobody
 * tells: the amounts are read the way in which they make up the total.
 */
export function toQuote(request: QuoteRequest, cart: Cart): Quote {
  const { lines, shipping, tax } = partsOf(cart);
  const left = new Map(cart.lines.map((line, index) => [line.externalId, { line, money: lines[index] ?? line.rowTotal }]));
  const asked = new Map<string, number[]>();
  for (const { externalId, quantity } of request.lines) asked.set(externalId, [...(asked.get(externalId) ?? []), quantity]);
  const shares = new Map(
    [...left].map(([id, { money }]) => {
      const quantities = asked.get(id) ?? [];
      return [id, quantities.length > 1 ? allocate(money, quantities.map(BigInt)) : [money]];
    }),
  );
  const quoted = request.lines.map(({ externalId, quantity }) => {
    const entry = left.get(externalId);
    const subtotal = shares.get(externalId)?.shift();
    if (!entry || !subtotal) {
      throw new AdapterError('invalid-response', {
        message: 'magento: quote: a line that was put in is not in the basket',
        outcome: 'not-done',
      });
    }
    return toQuotedLine(entry.line, quantity, subtotal, entry.money, tax === undefined);
  });
  const way =
    shipping !== undefined && cart.shipping ? { methodId: cart.shipping.id, title: cart.shipping.title, cost: shipping } : undefined;
  return { lines: quoted, ...known({ shipping: way, tax, raw: cart.raw }), total: cart.total };
}

function partsOf(cart: Cart): Parts {
  const { currency } = cart.total;
  const offShipping = sum(
    cart.discounts.filter(({ target }) => target === 'SHIPPING').map(({ saved }) => saved),
    currency,
  );
  const lessDiscount = (row: (line: CartLine) => Money) => cart.lines.map(line => subtract(row(line), line.discounted));
  const shipping = (withTax: boolean) => cart.shipping && subtract(withTax ? cart.shipping.costWithTax : cart.shipping.cost, offShipping);
  const onTop: Parts = {
    lines: lessDiscount(line => line.rowTotal),
    shipping: shipping(false),
    tax: cart.tax.minor > 0n ? cart.tax : undefined,
  };
  const included: Parts = { lines: lessDiscount(line => line.rowTotalWithTax), shipping: shipping(true), tax: undefined };
  const ways = pricesHoldTax(cart) ? [included, onTop] : [onTop, included];
  return ways.find(parts => addsUp(parts, cart.total)) ?? settled(ways[0] ?? onTop, cart);
}

/** Does the catalogue show what a line costs with its tax? */
function pricesHoldTax({ lines }: Cart): boolean {
  return lines.some(({ cataloguePrice, quantity, rowTotal, rowTotalWithTax }) => {
    const shown = cataloguePrice && cataloguePrice.minor * BigInt(quantity);
    return rowTotal.minor !== rowTotalWithTax.minor && shown === rowTotalWithTax.minor;
  });
}

function addsUp({ lines, shipping, tax }: Parts, total: Money): boolean {
  const parts = [...lines, ...(shipping ? [shipping] : []), ...(tax ? [tax] : [])];
  return parts.every(({ minor }) => minor >= 0n) && sum(parts, total.currency).minor === total.minor;
}

/** Fees, gift cards and a tax before the discount make up totals that no line tells of: what is left after the shipping is shared out among the lines. */
function settled({ lines, shipping: cost }: Parts, { total }: Cart): Parts {
  const shipping = cost !== undefined && cost.minor >= 0n && cost.minor <= total.minor ? cost : undefined;
  const goods = subtract(total, shipping ?? zero(total.currency));
  const weights = lines.map(({ minor }) => (minor > 0n ? minor : 0n));
  const isWeighed = weights.some(weight => weight > 0n);
  return { lines: lines.length === 0 ? [] : allocate(goods, isWeighed ? weights : lines.map(() => 1n)), shipping, tax: undefined };
}

function toQuotedLine(line: CartLine, quantity: number, subtotal: Money, whole: Money, holdsTax: boolean): QuotedLine {
  const pieces = BigInt(Math.max(1, line.quantity));
  const perPiece = (amount: Money): Money => ({ ...amount, minor: amount.minor / pieces });
  const row = perPiece(holdsTax ? line.rowTotalWithTax : line.rowTotal);
  const unitPrice = perPiece(whole);
  const { regularPrice } = line;
  const highest = [row, ...(regularPrice ? [regularPrice] : [])].reduce(
    (most, price) => (price.minor > most.minor ? price : most),
    unitPrice,
  );
  return {
    externalId: line.externalId,
    title: line.title,
    quantity,
    listPrice: highest,
    unitPrice,
    subtotal,
    promotions: line.discounts.map(({ label, saved, isCoupon }) => ({
      id: label,
      kind: isCoupon ? 'COUPON' : 'ITEM_DISCOUNT',
      label,
      saved: { ...saved, minor: (saved.minor * BigInt(quantity)) / pieces },
    })),
    availability: line.availability,
    ...known({ stock: line.stock }),
  };
}
