import { afterSaleMachine } from './after-sale.ts';
import { checkMachine, type StateMachine } from './machine.ts';
import { orderMachine } from './order.ts';
import { partMachine } from './part.ts';
import { paymentMachine } from './payment.ts';
import { refundMachine } from './refund.ts';
import { reviewMachine } from './review.ts';
import { waitingMachine } from './waiting.ts';

export { afterSaleMachine, orderMachine, partMachine, paymentMachine, refundMachine, reviewMachine, waitingMachine };

/** Every state machine of an order, as the page of the docs shows them. */
export const machines: readonly StateMachine<string>[] = [
  orderMachine,
  partMachine,
  paymentMachine,
  refundMachine,
  afterSaleMachine,
  reviewMachine,
  waitingMachine,
];

/** Called at start. Throws for a table with a state that is unknown, cannot be reached, leads nowhere, or waits for nobody. */
export function checkMachines(): void {
  for (const machine of machines) checkMachine(machine);
}
