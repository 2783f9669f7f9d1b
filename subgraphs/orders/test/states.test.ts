import { describe, expect, it } from 'vitest';
import { checkMachine, checkMove, type StateMachine } from '../src/states/machine.ts';
import { checkMachines, machines, partMachine } from '../src/states/index.ts';

const step = { who: 'STAFF', en: 'x', zh: 'x', withinMs: 1 } as const;
const machine = (states: StateMachine<string>['states']): StateMachine<string> => ({ name: 'm', about: '', start: 'A', states });

describe('the state machines of an order', () => {
  it('hold: every state can be reached, leads to an end, and names who acts next unless it is one', () => {
    expect(() => checkMachines()).not.toThrow();
    expect(machines.map(({ name }) => name)).toEqual(['order', 'part', 'payment', 'refund', 'after-sale', 'review', 'waiting']);
  });

  it('are refused at start with a state that is unknown, unreachable, dead, or waits for nobody', () => {
    expect(() => checkMachine(machine({ A: { to: ['B'], next: step } }))).toThrow(/A leads to B, which is no state/);
    expect(() => checkMachine(machine({ A: { to: [], next: null }, B: { to: ['A'], next: step } }))).toThrow(/B cannot be reached/);
    const circle = { A: { to: ['B', 'C'], next: step }, B: { to: ['C'], next: step }, C: { to: ['B'], next: step } };
    expect(() => checkMachine(machine(circle))).toThrow(/A leads to no end/);
    expect(() => checkMachine(machine({ A: { to: ['B'], next: step }, B: { to: [], next: step } }))).toThrow(/leads to no end/);
    expect(() => checkMachine(machine({ A: { to: ['B'], next: null }, B: { to: [], next: null } }))).toThrow(/nobody is named/);
  });

  it('refuse a move that is not in the table', () => {
    expect(() => checkMove(partMachine, 'PLACED', 'SHIPPED')).not.toThrow();
    expect(() => checkMove(partMachine, 'REFUNDED', 'PLACED')).toThrow('part: REFUNDED does not become PLACED');
  });
});
