import { EdiError, Reader, type Interchange, type Message, type Segment } from './message.ts';
import { orderOfEdifact } from './order-of-edifact.ts';

interface Marks {
  readonly component: string;
  readonly element: string;
  readonly release: string;
  readonly terminator: string;
}

const USUAL: Marks = { component: ':', element: '+', release: '?', terminator: "'" };

/** Reads an EDIFACT interchange, with UNA or the usual separators. Throws `EdiError` when it is none, or is cut off. */
export function readEdifact(text: string): Interchange {
  const una = /^UNA(.)(.)(.)(.)(.)(.)/s.exec(text);
  const marks = una ? { component: una[1] ?? '', element: una[2] ?? '', release: una[4] ?? '', terminator: una[6] ?? '' } : USUAL;
  const raw = segmentsOf(una ? text.slice(9) : text, marks);
  const [unb, unz] = [raw[0], raw.at(-1)];
  if (unb?.tag !== 'UNB') throw new EdiError('the interchange does not begin with UNB');
  const reference = unb.elements[4]?.[0] ?? '';
  if (unz?.tag !== 'UNZ') throw new EdiError('the interchange ends without UNZ');
  if ((unz.elements[1]?.[0] ?? '') !== reference) throw new EdiError('UNZ names another interchange than UNB');
  const messages: Message[] = [];
  let open: Segment[] | undefined;
  const end = () => {
    if (open) messages.push(messageOf(open));
    open = undefined;
  };
  for (const { tag, elements } of raw.slice(1, -1)) {
    if (tag === 'UNH') {
      end();
      open = [{ tag, elements, position: 1 }];
    } else if (open) {
      open.push({ tag, elements, position: open.length + 1 });
      if (tag === 'UNT') end();
    } else if (tag !== 'UNG' && tag !== 'UNE') throw new EdiError(`${tag} stands outside of a message`);
  }
  end();
  return {
    syntax: 'EDIFACT',
    sender: unb.elements[1] ?? [],
    receiver: unb.elements[2] ?? [],
    reference,
    groups: [{ reference: '', code: '', sender: '', receiver: '', messages }],
  };
}

function segmentsOf(text: string, marks: Marks): readonly Omit<Segment, 'position'>[] {
  const segments: Omit<Segment, 'position'>[] = [];
  let elements: string[][] = [['']];
  const add = (more: string) => {
    const components = elements.at(-1) as string[];
    components[components.length - 1] += more;
  };
  let isEmpty = true;
  for (let at = 0; at < text.length; at++) {
    const one = text.charAt(at);
    if (one === marks.release && marks.release.trim() !== '') add(text.charAt(++at));
    else if (one === marks.element) elements.push(['']);
    else if (one === marks.component) (elements.at(-1) as string[]).push('');
    else if (one === marks.terminator) {
      const [[tag = ''] = [], ...rest] = elements;
      segments.push({ tag: tag.trim(), elements: rest });
      elements = [['']];
      isEmpty = true;
    } else if (one !== '\r' && one !== '\n') {
      add(one);
      isEmpty &&= one.trim() === '';
    }
  }
  if (!isEmpty) throw new EdiError('the last segment is cut off');
  return segments;
}

function messageOf(segments: readonly Segment[]): Message {
  const reader = new Reader();
  const [head, tail] = [segments[0] as Segment, segments.at(-1) as Segment];
  const reference = reader.text(head, 1);
  const type = (head.elements[1] ?? []).join(':');
  if (tail.tag !== 'UNT') reader.wrong('unfinished', tail, 'the message ends without UNT');
  else {
    if (reader.text(tail, 1) !== String(segments.length))
      reader.wrong('count', tail, `UNT counts ${reader.text(tail, 1)} segments, there are ${segments.length}`, 1, reader.text(tail, 1));
    if (reader.text(tail, 2) !== reference) reader.wrong('reference', tail, 'UNT names another message than UNH', 2, reader.text(tail, 2));
  }
  const isOrder = reader.text(head, 2) === 'ORDERS';
  if (!isOrder) reader.wrong('invalid', head, `${type} is no order`, 2, reader.text(head, 2));
  const order = isOrder ? orderOfEdifact(segments, reader) : undefined;
  return { reference, type, problems: reader.problems, ...(order && reader.problems.length === 0 ? { order } : {}) };
}
