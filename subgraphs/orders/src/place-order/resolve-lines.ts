import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Destination } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Refusal } from '@onebasket/core';
import type { GraphClient } from '@onebasket/runtime';
import type { InputProblem } from './check-input.ts';
import type { BasketLineInput } from './input.ts';
import { channelOfListing, quotePart, type WantedLine } from './price-parts.ts';

export interface ResolvedLines {
  readonly byChannel: ReadonlyMap<RegisteredConnection, readonly WantedLine[]>;
  readonly problems: readonly InputProblem[];
  /** Lines by product that no channel can fill. */
  readonly unfilled: readonly { readonly index: number; readonly refusal: Refusal | AdapterError }[];
}

export interface ResolveDeps {
  readonly registry: Registry;
  readonly graph: GraphClient;
}

/** Says for each line which listing at which channel it is. A line by product takes the cheapest offer that can be had in the order's currency. */
export async function resolveLines(
  deps: ResolveDeps,
  lines: readonly BasketLineInput[],
  destination: Destination,
  currency: string,
  signal: AbortSignal,
): Promise<ResolvedLines> {
  const problems: InputProblem[] = [];
  const unfilled: { index: number; refusal: Refusal | AdapterError }[] = [];
  const wanted: { channel: RegisteredConnection; line: WantedLine }[] = [];
  await Promise.all(
    lines.map(async (line, index) => {
      if (line.listing) {
        const { listingId, quantity } = line.listing;
        const found = channelOfListing(deps.registry, listingId);
        const why = found ? takesNoOrders(found.channel) : 'names no listing of a connected channel';
        if (!found || why) problems.push({ path: ['lines', String(index), 'listing', 'listingId'], message: why ?? '' });
        else wanted.push({ channel: found.channel, line: { index, listingId, externalId: found.externalId, quantity } });
      } else if (line.product) {
        const best = await cheapestListing(deps, line.product.productId, line.product.quantity, destination, currency, signal);
        if (best === undefined)
          problems.push({ path: ['lines', String(index), 'product', 'productId'], message: 'names no product that can be ordered' });
        else if ('refusal' in best) unfilled.push({ index, refusal: best.refusal });
        else wanted.push({ channel: best.channel, line: { ...best.line, index } });
      }
    }),
  );
  return { byChannel: grouped(wanted), problems, unfilled };
}

/** Why no order can ever be sent there; `undefined` when one can. Orders for a paused channel wait. */
function takesNoOrders(channel: RegisteredConnection): string | undefined {
  return channel.has('orders') && channel.has('quotes') ? undefined : `${channel.name} takes no orders`;
}

/** Why no order can be sent there now; `undefined` when one can. */
export function cannotOrder(channel: RegisteredConnection): string | undefined {
  return takesNoOrders(channel) ?? (channel.paused ? `${channel.name} is paused and takes no new orders` : undefined);
}

/** Lines of one listing become one line: the stock is one, and so is the price. */
function grouped(
  wanted: readonly { channel: RegisteredConnection; line: WantedLine }[],
): ReadonlyMap<RegisteredConnection, readonly WantedLine[]> {
  const byChannel = new Map<RegisteredConnection, WantedLine[]>();
  for (const { channel, line } of [...wanted].sort((a, b) => a.line.index - b.line.index)) {
    const lines = byChannel.get(channel) ?? [];
    const at = lines.findIndex(one => one.listingId === line.listingId);
    const same = lines[at];
    if (same) lines[at] = { ...same, quantity: same.quantity + line.quantity };
    else lines.push(line);
    byChannel.set(channel, lines);
  }
  return byChannel;
}

interface ProductListings {
  readonly internalProducts: readonly ({ readonly id: string; readonly listings: readonly { readonly id: string }[] } | null)[];
}

/** The offer of this product with the lowest total, leaving out listings that were tried. `undefined`: there is no such product, or nobody takes orders for it. */
export async function cheapestListing(
  deps: ResolveDeps,
  productId: string,
  quantity: number,
  destination: Destination,
  currency: string,
  signal: AbortSignal,
  tried: readonly string[] = [],
): Promise<{ channel: RegisteredConnection; line: Omit<WantedLine, 'index'> } | { refusal: Refusal | AdapterError } | undefined> {
  const { internalProducts } = await deps.graph.query<ProductListings>(
    'products',
    'query ($ids: [ID!]!) { internalProducts(ids: $ids) { id listings { id } } }',
    { ids: [productId] },
    { signal },
  );
  const candidates = (internalProducts[0]?.listings ?? []).flatMap(({ id }) => {
    const found = tried.includes(id) ? undefined : channelOfListing(deps.registry, id);
    return found && !cannotOrder(found.channel)
      ? [{ channel: found.channel, line: { listingId: id, externalId: found.externalId, quantity, productId } }]
      : [];
  });
  const answers = await Promise.all(
    candidates.map(async it => ({ ...it, answer: await quotePart(it.channel, [{ ...it.line, index: 0 }], destination, signal) })),
  );
  let best: { channel: RegisteredConnection; line: Omit<WantedLine, 'index'>; minor: bigint } | undefined;
  let refusal: Refusal | AdapterError | undefined;
  for (const { channel, line, answer } of answers) {
    if (answer instanceof AdapterError || isRefusal(answer)) {
      refusal = answer;
      continue;
    }
    const [quoted] = answer.lines;
    const isGone =
      !quoted ||
      quoted.availability === 'OUT_OF_STOCK' ||
      (quoted.stock !== undefined && quoted.stock < quantity && quoted.availability !== 'BACKORDER' && quoted.availability !== 'PREORDER');
    if (isGone)
      refusal = {
        status: 'refused',
        reason: 'out-of-stock',
        message: 'sold out',
        ...(quoted?.stock === undefined ? {} : { available: quoted.stock }),
      };
    else if (answer.total.currency === currency && (!best || answer.total.minor < best.minor))
      best = { channel, line, minor: answer.total.minor };
  }
  return best ?? (refusal ? { refusal } : undefined);
}
