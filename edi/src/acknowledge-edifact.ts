import type { Interchange, Message, ProblemKind } from './message.ts';

/** Code list 0085: what is wrong. */
const CODE: Readonly<Record<ProblemKind, string>> = {
  'missing-segment': '13',
  missing: '13',
  invalid: '12',
  count: '29',
  reference: '28',
  unfinished: '13',
};

/** The CONTRL for an interchange: each message accepted (7) or rejected (4), every bad segment with its position. `refused`: messages that were well written and not taken in. */
export function acknowledgeEdifact(
  { sender, receiver, reference, groups }: Interchange,
  now: Date,
  control: number,
  refused: ReadonlySet<string>,
): string {
  const stamp = now.toISOString().replace(/\D/g, '');
  const messages = groups.flatMap(group => group.messages);
  const body = [
    'UNH+1+CONTRL:4:1:UN',
    `UCI+${escape(reference)}+${joined(sender)}+${joined(receiver)}+7`,
    ...messages.flatMap(message => answer(message, refused)),
  ];
  return [
    `UNB+UNOC:3+${joined(receiver)}+${joined(sender)}+${stamp.slice(2, 8)}:${stamp.slice(8, 12)}+${control}`,
    ...body,
    `UNT+${body.length + 1}+1`,
    `UNZ+1+${control}`,
  ]
    .map(segment => `${segment}'\n`)
    .join('');
}

function answer({ reference, type, problems }: Message, refused: ReadonlySet<string>): readonly string[] {
  const isRejected = problems.length > 0 || refused.has(reference);
  const ucm = `UCM+${escape(reference)}+${type.split(':').map(escape).join(':')}+${isRejected ? '4' : '7'}`;
  const notes = problems.flatMap(({ kind, position, element }) =>
    element === undefined ? [`UCS+${position}+${CODE[kind]}`] : [`UCS+${position}`, `UCD+${CODE[kind]}+${element + 1}`],
  );
  // Without a bad segment the whole message is not taken.
  return [isRejected && problems.length === 0 ? `${ucm}+12` : ucm, ...notes];
}

function joined(components: readonly string[]): string {
  return components.map(escape).join(':');
}

function escape(text: string): string {
  return text.replace(/[?+:']/g, '?$&');
}
