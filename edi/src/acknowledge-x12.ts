import type { Interchange, Message, Problem, ProblemKind } from './message.ts';

/** AK304: what is wrong with the segment. */
const SEGMENT_CODE: Readonly<Record<ProblemKind, string>> = {
  'missing-segment': '3',
  missing: '8',
  invalid: '8',
  count: '8',
  reference: '8',
  unfinished: '2',
};
/** AK403: what is wrong with the element. */
const ELEMENT_CODE: Readonly<Record<ProblemKind, string>> = {
  'missing-segment': '1',
  missing: '1',
  invalid: '7',
  count: '7',
  reference: '7',
  unfinished: '1',
};
/** AK502: what is wrong with the whole set. */
const SET_CODE: Readonly<Record<ProblemKind, string>> = {
  'missing-segment': '5',
  missing: '5',
  invalid: '5',
  count: '4',
  reference: '3',
  unfinished: '2',
};

/** The 997 for an interchange: each set accepted or rejected, every bad segment with its position. `refused`: sets that were well written and not taken in. */
export function acknowledgeX12(
  { sender, receiver, groups }: Interchange,
  now: Date,
  control: number,
  refused: ReadonlySet<string>,
): string {
  const stamp = now.toISOString().replace(/\D/g, '');
  const number = String(control).padStart(9, '0');
  const pad = (text = '', length = 15) => text.padEnd(length).slice(0, length);
  const isa = ['ISA', '00', pad('', 10), '00', pad('', 10), pad(receiver[0], 2), pad(receiver[1]), pad(sender[0], 2), pad(sender[1])];
  const head = [...isa, stamp.slice(2, 8), stamp.slice(8, 12), 'U', '00401', number, '0', 'P', '>'].join('*');
  const sets = groups.map((group, at) => {
    const rejected = group.messages.filter(one => isRejected(one, refused)).length;
    const accepted = group.messages.length - rejected;
    const body = [
      `ST*997*${String(at + 1).padStart(4, '0')}`,
      `AK1*${group.code}*${group.reference}`,
      ...group.messages.flatMap(one => answer(one, refused)),
      `AK9*${rejected === 0 ? 'A' : accepted === 0 ? 'R' : 'P'}*${group.messages.length}*${group.messages.length}*${accepted}`,
    ];
    const gs = `GS*FA*${group.receiver}*${group.sender}*${stamp.slice(0, 8)}*${stamp.slice(8, 12)}*${control}*X*004010`;
    return [gs, ...body, `SE*${body.length + 1}*${String(at + 1).padStart(4, '0')}`, `GE*1*${control}`];
  });
  return [head, ...sets.flat(), `IEA*${groups.length}*${number}`].map(segment => `${segment}~\n`).join('');
}

function isRejected(message: Message, refused: ReadonlySet<string>): boolean {
  return message.problems.length > 0 || refused.has(message.reference);
}

function answer(message: Message, refused: ReadonlySet<string>): readonly string[] {
  const codes = [...new Set(message.problems.map(({ kind }) => SET_CODE[kind]))].slice(0, 5);
  const verdict = isRejected(message, refused) ? ['AK5', 'R', ...(codes.length > 0 ? codes : ['5'])] : ['AK5', 'A'];
  return [`AK2*${message.type}*${message.reference}`, ...message.problems.flatMap(segmentNote), verdict.join('*')];
}

function segmentNote({ kind, tag, position, element, value }: Problem): readonly string[] {
  const note = `AK3*${tag}*${position}**${SEGMENT_CODE[kind]}`;
  if (element === undefined) return [note];
  // What was sent may hold any character: it is repeated only where it harms no separator.
  const copy = value !== undefined && /^[\w .,-]{1,99}$/.test(value) ? `*${value}` : '';
  return [note, `AK4*${element}**${ELEMENT_CODE[kind]}${copy}`];
}
