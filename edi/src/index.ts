import { acknowledgeEdifact } from './acknowledge-edifact.ts';
import { acknowledgeX12 } from './acknowledge-x12.ts';
import { EdiError, type Interchange } from './message.ts';
import { readEdifact } from './read-edifact.ts';
import { readX12 } from './read-x12.ts';

export { EdiError, type EdiLine, type EdiOrder, type Interchange, type Message, type Problem } from './message.ts';

/** Reads a file of purchase orders, whichever of the two standards it is written in. Throws `EdiError` for a file that is neither, or is cut off. */
export function readOrders(text: string): Interchange {
  const file = text.replace(/^\uFEFF/, '').trimStart();
  if (file.startsWith('ISA')) return readX12(file);
  if (file.startsWith('UNA') || file.startsWith('UNB')) return readEdifact(file);
  throw new EdiError('the file begins with neither ISA nor UNA or UNB');
}

/** The answer to the partner: 997 or CONTRL. `refused`: references of messages that were well written and not taken in. */
export function acknowledge(interchange: Interchange, now: Date, control: number, refused: ReadonlySet<string> = new Set()): string {
  return interchange.syntax === 'X12'
    ? acknowledgeX12(interchange, now, control, refused)
    : acknowledgeEdifact(interchange, now, control, refused);
}
