import { afterWrite, afterWriteAsync, type Call, type PaymentAction, type PaymentResult } from '@onebasket/adapter-sdk';
import { ask } from './client.ts';
import { toFailure } from './errors.ts';
import { toPayment } from './mapper.ts';
import { KEY_METADATA, readIntent, readPage, type Intent } from './wire.ts';

/** With the charge, which alone knows what went back. */
const WITH_CHARGE = { expand: ['latest_charge'] };

/** The PaymentIntent as it stands now; `undefined` for an id that Stripe does not know. */
export async function readNow(id: string, call: Call): Promise<Intent | undefined> {
  const label = '/v1/payment_intents/{id}';
  const answer = await ask(call, { method: 'GET', path: `/v1/payment_intents/${encodeURIComponent(id)}`, label, params: WITH_CHARGE });
  if (answer.ok) return readIntent(answer.body, `stripe GET ${label}`);
  if (answer.error.code === 'resource_missing') return undefined;
  throw toFailure(answer.error, `stripe GET ${label}`);
}

/**
 * The payment that carries this key. The newest hundred are looked through first: a search finds what is a minute old, a list what was made just now
 * (docs.stripe.com/search, "Data freshness").
 */
export async function findByKey(key: string, call: Call): Promise<PaymentResult | PaymentAction | undefined> {
  const newest = await readList('/v1/payment_intents', { limit: '100' }, call);
  const found = newest.find(intent => intent.key === key) ?? (await search(key, call));
  if (!found) return undefined;
  const now = await readNow(found.id, call);
  return now && toPayment(now);
}

async function search(key: string, call: Call): Promise<Intent | undefined> {
  const query = `metadata['${KEY_METADATA}']:'${key.replace(/[\\']/g, '\\$&')}'`;
  const found = await readList('/v1/payment_intents/search', { query, limit: '10' }, call);
  return found.find(intent => intent.key === key);
}

async function readList(path: string, params: Readonly<Record<string, string>>, call: Call): Promise<readonly Intent[]> {
  const answer = await ask(call, { method: 'GET', path, params });
  if (!answer.ok) throw toFailure(answer.error, `stripe GET ${path}`);
  return readPage(answer.body, `stripe GET ${path}`, readIntent).items;
}

/** How the payment stands after a write that was accepted; what was only replayed is read again. */
export async function afterChange(
  answer: { readonly body: unknown; readonly isReplayed: boolean },
  what: string,
  call: Call,
): Promise<Intent> {
  const intent = afterWrite(() => readIntent(answer.body, what));
  if (!answer.isReplayed) return intent;
  return (await afterWriteAsync(() => readNow(intent.id, call))) ?? intent;
}
