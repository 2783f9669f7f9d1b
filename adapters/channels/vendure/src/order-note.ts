import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { hasAdmin, sendAsAdmin } from './admin.ts';

const ADD_NOTE = /* GraphQL */ `
  mutation AddNote($input: AddNoteToOrderInput!) {
    addNoteToOrder(input: $input) {
      id
    }
  }
`;

/** Leaves the buyer's words with the order, for the shop's people. Only the Admin API can; the order stands whether it works or not. */
export async function leaveOrderNote(orderId: string, note: string, call: Call): Promise<void> {
  if (!hasAdmin(call)) {
    call.log.warn('the buyer’s note did not reach the shop: the connection has no way into the Admin API');
    return;
  }
  try {
    await sendAsAdmin(call, {
      label: 'note',
      document: ADD_NOTE,
      variables: { input: { id: orderId, note, isPublic: false } },
      effect: 'write',
    });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.warn('the buyer’s note did not reach the shop', { reason: error.message });
  }
}
