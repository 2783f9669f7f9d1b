/**
 * Writes `orders/states.md`: the state machines of an order as diagrams, from the tables by which moves are allowed or refused.
 * With `--check` it writes nothing and fails when the committed page differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { machines } from '../subgraphs/orders/src/states/index.ts';
import type { StateMachine } from '../subgraphs/orders/src/states/machine.ts';

const FILE = new URL('orders/states.md', import.meta.url);

function diagram({ start, states }: StateMachine<string>): string {
  const moves = Object.entries(states).flatMap(([from, { to, next }]) => [
    ...to.map(one => `    ${idOf(from)} --> ${idOf(one)}`),
    ...(next === null ? [`    ${idOf(from)} --> [*]`] : []),
  ]);
  return ['```mermaid', 'stateDiagram-v2', `    [*] --> ${idOf(start)}`, ...moves, '```'].join('\n');
}

/** Some names are words of the diagrams' own language. */
const idOf = (state: string) => state.replaceAll('-', '_');

function table({ states, reopened = [] }: StateMachine<string>): string {
  const rows = Object.entries(states).map(([name, { next }]) => {
    if (next !== null) return [`\`${name}\``, ACTORS[next.who], next.en, duration(next.withinMs)];
    return [`\`${name}\``, 'nobody', reopened.includes(name) ? 'an end, unless it is taken up again' : 'an end', ''];
  });
  return [['state', 'who acts', 'what', 'within'], ['---', '---', '---', '---'], ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

const ACTORS = {
  BUYER: 'the buyer',
  STAFF: 'staff',
  CHANNEL: 'the channel',
  CARRIER: 'the carrier',
  PAYMENT_PROVIDER: 'the payment provider',
  ONEBASKET: 'OneBasket',
} as const;

function duration(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
  ] as const;
  const [size, unit] = units.find(([each]) => ms >= each && ms % each === 0) ?? [1000, 'second'];
  const count = Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const page = await format(
  `# States of an order

<!-- Written by docs/write-states.ts from subgraphs/orders/src/states. -->

Every state says who acts next and by when: \`Order.nextStep\` in the graph. Where the order knows a better instant (the end of an authorisation, of a link, of
a review), that one is told. The tables are checked at start: a state that cannot be reached, leads to no end or waits for nobody stops it. A change that makes
a move which is not in its table is refused and stored nowhere.

${machines
  .map(
    machine =>
      `## ${machine.name[0]?.toUpperCase()}${machine.name.slice(1)}\n\n${machine.about}\n\n${diagram(machine)}\n\n${table(machine)}`,
  )
  .join('\n\n')}
`,
  { parser: 'markdown', printWidth: 140 },
);

if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  console.error('docs/orders/states.md is not what the tables say: run `npm run docs:states` and commit it.');
  process.exitCode = 1;
}
