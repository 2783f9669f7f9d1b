import { EdiError, Reader, type Interchange, type Message, type Segment } from './message.ts';
import { orderOfX12 } from './order-of-x12.ts';

const ISA_LENGTH = 106;

/** Reads an X12 interchange; its separators stand at fixed places of ISA. Throws `EdiError` when it is none, or is cut off. */
export function readX12(text: string): Interchange {
  const isa = text.slice(0, ISA_LENGTH);
  if (isa.length < ISA_LENGTH) throw new EdiError('ISA is cut off');
  const [separator, component, terminator] = [isa.charAt(3), isa.charAt(104), isa.charAt(105)];
  const raw = text
    .split(terminator)
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => {
      const [tag = '', ...elements] = one.split(separator);
      // ISA16 is the separator itself.
      return { tag, elements: elements.map(element => (tag === 'ISA' ? [element] : element.split(component))) };
    });
  const header = raw[0];
  const at = (n: number) => header?.elements[n - 1]?.[0]?.trim() ?? '';
  if (header?.elements.length !== 16) throw new EdiError('ISA has not 16 elements');
  if (raw.at(-1)?.tag !== 'IEA') throw new EdiError('the interchange ends without IEA');
  if (raw.at(-1)?.elements[1]?.[0] !== at(13)) throw new EdiError('IEA names another interchange than ISA');

  const groups: { reference: string; code: string; sender: string; receiver: string; messages: Message[] }[] = [];
  let open: Segment[] | undefined;
  for (const { tag, elements } of raw.slice(1, -1)) {
    const text = (n: number) => elements[n - 1]?.[0] ?? '';
    if (open) {
      // A set that does not end is answered for what it is.
      if (tag === 'ST' || tag === 'GE') {
        groups.at(-1)?.messages.push(messageOf(open));
        open = undefined;
      } else {
        open.push({ tag, elements, position: open.length + 1 });
        if (tag === 'SE') {
          groups.at(-1)?.messages.push(messageOf(open));
          open = undefined;
        }
        continue;
      }
    }
    if (tag === 'GS') groups.push({ reference: text(6), code: text(1), sender: text(2), receiver: text(3), messages: [] });
    else if (tag === 'ST' && groups.length > 0) open = [{ tag, elements, position: 1 }];
    else if (tag !== 'GE' && tag !== 'TA1') throw new EdiError(`${tag} stands outside of a transaction set`);
  }
  return { syntax: 'X12', sender: [at(5), at(6)], receiver: [at(7), at(8)], reference: at(13), groups };
}

function messageOf(segments: readonly Segment[]): Message {
  const reader = new Reader();
  const [head, tail] = [segments[0] as Segment, segments.at(-1) as Segment];
  const reference = reader.text(head, 2);
  const type = reader.text(head, 1);
  if (tail.tag !== 'SE') reader.wrong('unfinished', tail, 'the transaction set ends without SE');
  else {
    if (reader.text(tail, 1) !== String(segments.length))
      reader.wrong('count', tail, `SE counts ${reader.text(tail, 1)} segments, there are ${segments.length}`, 1, reader.text(tail, 1));
    if (reader.text(tail, 2) !== reference)
      reader.wrong('reference', tail, 'SE names another transaction set than ST', 2, reader.text(tail, 2));
  }
  if (type !== '850') reader.wrong('invalid', head, `${type} is no purchase order`, 1, type);
  const order = type === '850' ? orderOfX12(segments, reader) : undefined;
  return { reference, type, problems: reader.problems, ...(order && reader.problems.length === 0 ? { order } : {}) };
}
