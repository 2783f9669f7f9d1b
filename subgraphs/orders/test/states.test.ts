import { describe, expect, it } from 'vitest';
import { checkMoves, PART_MOVES } from '../src/place-order/states.ts';

describe('states of a part', () => {
  it('can all be reached, and all lead to an end', () => {
    expect(() => checkMoves(PART_MOVES)).not.toThrow();
  });

  it('are refused at start when one is unknown, unreachable or leads nowhere', () => {
    expect(() => checkMoves({ PENDING: ['GONE'] })).toThrow(/unknown state GONE/);
    expect(() => checkMoves({ PENDING: [], LOST: ['PENDING'] })).toThrow(/LOST cannot be reached/);
    expect(() => checkMoves({ PENDING: ['A', 'END'], A: ['B'], B: ['A'], END: [] })).toThrow(/leads nowhere/);
  });
});
