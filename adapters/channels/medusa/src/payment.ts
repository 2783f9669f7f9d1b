import type { Call } from '@onebasket/adapter-sdk';
import { refuse, sameMoney, type Refusal } from '@onebasket/core';
import type { Cart } from './cart.ts';
import { askStore } from './client.ts';
import { unexpected } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { requiredMoneyAt } from './money.ts';
import type { Region } from './region.ts';
import { objectAt, objectsAt, requiredTextAt, textAt } from './wire.ts';

/** Authorises everything; the merchant takes the money elsewhere. */
const SYSTEM_PROVIDER = 'pp_system_default';
const KEPT_MS = 10 * 60_000;

/** Makes ready to pay for a basket, which must not be changed any more: the shop drops the session then, and does not compare amounts. */
export async function arrangePayment(cart: Cart, region: Region, call: Call): Promise<Refusal | undefined> {
  const provider = settingsOf(call).paymentProvider ?? (await offeredProvider(region, call));
  if (provider === undefined) return refuse('payment-refused', 'the shop offers no way to pay in this region');

  const made = await askStore(
    { method: 'POST', path: '/store/payment-collections', body: { cart_id: cart.id }, label: 'place: payment' },
    call,
  );
  if (!made.ok) throw unexpected(made, 'place: payment');
  const collection = objectAt(made.body, 'payment_collection');
  const due = requiredMoneyAt(collection, 'amount', cart.currency);
  if (!sameMoney(due, cart.total)) return refuse('price-changed', 'the shop charges something else now', { now: due });

  const path = `/store/payment-collections/${encodeURIComponent(requiredTextAt(collection, 'id'))}/payment-sessions`;
  const session = await askStore({ method: 'POST', path, body: { provider_id: provider }, label: 'place: payment session' }, call);
  return session.ok ? undefined : refuse('payment-refused', session.message);
}

function offeredProvider(region: Region, call: Call): Promise<string | undefined> {
  return call.memo(`payment-provider ${region.id}`, KEPT_MS, async () => {
    const query = [['region_id', region.id]] as const;
    const answer = await askStore({ method: 'GET', path: '/store/payment-providers', query, label: 'place: payment providers' }, call);
    if (!answer.ok) throw unexpected(answer, 'place: payment providers');
    const ids = objectsAt(answer.body, 'payment_providers').flatMap(provider =>
      provider['is_enabled'] === false ? [] : (textAt(provider, 'id') ?? []),
    );
    return ids.includes(SYSTEM_PROVIDER) ? SYSTEM_PROVIDER : ids[0];
  });
}
