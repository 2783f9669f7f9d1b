import { afterWrite, needed, type Call, type WireRecord } from '@onebasket/adapter-sdk';
import { send } from './client.ts';
import { denialIn, type Denial } from './errors.ts';
import { ORDER } from './order.ts';
import { recordIn, unreadable } from './wire.ts';

const ERRORS = 'errors { field code message variants }';
const COMPLETE = `mutation Complete($id: ID!) { checkoutComplete(id: $id) { order { ...OrderFields } confirmationNeeded ${ERRORS} } } ${ORDER}`;
const BY_APP = `mutation OrderFrom($id: ID!) { orderCreateFromCheckout(id: $id) { order { ...OrderFields } ${ERRORS} } } ${ORDER}`;

/** How completing a basket ended. */
export type Completion =
  | { readonly end: 'order'; readonly order: WireRecord }
  | { readonly end: 'denied'; readonly denial: Denial }
  /** The payment wants something of the buyer first. */
  | { readonly end: 'unconfirmed' };

/**
 * Makes an order of a basket: the step that counts. The shop does it once: whoever asks again, even at the same time, gets the same order. After anything
 * but a plain answer the outcome is open.
 */
export async function completeBasket(
  id: string,
  how: { readonly label: string; readonly effect: 'read' | 'write' },
  call: Call,
): Promise<Completion> {
  const { data } = await send({ ...how, document: COMPLETE, variables: { id } }, call);
  return readAnswer(data['checkoutComplete'], how);
}

/** As `completeBasket`, by an app that may do so unpaid. Asked again, the shop only says that the basket is gone. */
export async function completeAsApp(id: string, label: string, call: Call): Promise<Completion> {
  const how = { label, effect: 'write' } as const;
  const { data } = await send({ ...how, document: BY_APP, variables: { id }, asApp: true }, call);
  return readAnswer(data['orderCreateFromCheckout'], how);
}

function readAnswer(answer: unknown, { label, effect }: { readonly label: string; readonly effect: 'read' | 'write' }): Completion {
  const read = (): Completion => {
    const completion = needed(recordIn(answer), `saleor: ${label}: the answer`);
    const order = recordIn(completion['order']);
    if (order) return { end: 'order', order };
    const denial = denialIn(completion);
    if (denial) return { end: 'denied', denial };
    if (completion['confirmationNeeded'] === true) return { end: 'unconfirmed' };
    throw unreadable(`${label}: neither an order nor a reason came`);
  };
  return effect === 'write' ? afterWrite(read) : read();
}
