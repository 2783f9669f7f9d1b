import type { Call, Handoff } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { cartBody, type Basket } from './basket.ts';
import { invoke, isDone } from './client.ts';
import type { Merchant } from './discovery.ts';
import { OPERATIONS } from './operations.ts';
import { matchLines } from './priced-basket.ts';
import { refusalIn } from './session.ts';
import { readCheckout } from './wire-checkout.ts';

/** For merchants without checkout by API: a cart that the buyer finishes on the merchant's page, or a link that fills one. */
export async function handOverCart(call: Call, merchant: Merchant, basket: Basket): Promise<Handoff | Refusal> {
  if (!merchant.can('cart')) {
    const url = permalinkOf(merchant, basket);
    return url === undefined ? refuse('closed', 'the merchant offers neither checkout nor cart') : { status: 'handoff', url };
  }
  const answer = await invoke(call, merchant, OPERATIONS.createCart, { payload: cartBody(call, basket) });
  if (!isDone(answer)) return refusalIn(answer, basket, 'create');
  const cart = readCheckout(answer, merchant.generation, 'POST /carts');
  const lines = matchLines(cart, basket);
  const url = cart.continueUrl ?? permalinkOf(merchant, basket);
  if (!isRefusal(lines) && url !== undefined) {
    return { status: 'handoff', url, externalId: cart.id, ...(cart.expiresAt === undefined ? {} : { expiresAt: cart.expiresAt }) };
  }
  await invoke(call, merchant, OPERATIONS.cancelCart, { id: cart.id }).catch(() => undefined);
  return isRefusal(lines) ? lines : refuse('closed', 'the merchant names no page where its cart can be finished');
}

/** `{endpoint}/{item}:{quantity},…`: a whole basket in an address. */
function permalinkOf({ profile }: Merchant, { lines }: Basket): string | undefined {
  if (profile.permalink === undefined || lines.length === 0) return undefined;
  const items = lines.map(({ externalId, quantity }) => `${encodeURIComponent(externalId)}:${quantity}`);
  return `${profile.permalink.replace(/\/+$/, '')}/${items.join(',')}`;
}
