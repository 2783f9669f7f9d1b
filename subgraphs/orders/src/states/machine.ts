/** Who has to act for something to go on. */
export type Actor = 'BUYER' | 'STAFF' | 'CHANNEL' | 'CARRIER' | 'PAYMENT_PROVIDER' | 'ONEBASKET';

/** What is waited for in a state. */
export interface Step {
  readonly who: Actor;
  readonly en: string;
  readonly zh: string;
  /** How long it may take, counted from when the state was entered. Where the document knows a better instant, that one is told. */
  readonly withinMs: number;
}

/** A state: where it may go, and who acts next. `null` for an end, where nobody must. */
export interface State<S extends string> {
  readonly to: readonly S[];
  readonly next: Step | null;
}

/** States as data: what may follow what. */
export interface StateMachine<S extends string> {
  readonly name: string;
  /** What it is about, for the page that is written of it. */
  readonly about: string;
  readonly start: S;
  /** States that may be left although they count as ends: what only happens when somebody comes back to it. */
  readonly reopened?: readonly S[];
  readonly states: Readonly<Record<S, State<S>>>;
}

/** True when the move is in the table. */
export function mayMove<S extends string>(machine: StateMachine<S>, from: S, to: S): boolean {
  return machine.states[from].to.includes(to);
}

/** A move that the table does not have: a defect of ours, never an answer to anyone. */
export class IllegalMove extends Error {
  constructor(machine: string, from: string, to: string) {
    super(`${machine}: ${from} does not become ${to}`);
    this.name = 'IllegalMove';
  }
}

/** Throws `IllegalMove` unless it stays where it is or the move is in the table. */
export function checkMove<S extends string>(machine: StateMachine<S>, from: S, to: S): void {
  if (from !== to && !mayMove(machine, from, to)) throw new IllegalMove(machine.name, from, to);
}

/**
 * Checked at start. Throws for a state that a move names and the table lacks, one that cannot be reached from the start, one from which no end can be
 * reached, and one that waits for nobody without being an end.
 */
export function checkMachine<S extends string>(machine: StateMachine<S>): void {
  const states = machine.states as Readonly<Record<string, State<string>>>;
  const fail = (what: string): never => {
    throw new Error(`${machine.name}: ${what}`);
  };
  const isEnd = (name: string) => states[name]?.next === null;
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set([from]);
    for (const at of seen) {
      for (const next of states[at]?.to ?? []) {
        if (!states[next]) fail(`${at} leads to ${next}, which is no state`);
        seen.add(next);
      }
    }
    return seen;
  };
  if (!states[machine.start]) fail(`it starts in ${machine.start}, which is no state`);
  const reachable = reach(machine.start);
  for (const [name, { to, next }] of Object.entries(states)) {
    if (!reachable.has(name)) fail(`${name} cannot be reached`);
    if (![...reach(name)].some(isEnd)) fail(`${name} leads to no end`);
    if (to.length === 0 && next !== null) fail(`${name} waits for ${next.who} and goes nowhere`);
    if (to.length > 0 && next === null && !machine.reopened?.includes(name as S)) fail(`${name} goes on, and nobody is named to act`);
  }
}
