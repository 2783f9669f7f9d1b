import { describe, expect, it } from 'vitest';
import { Flow } from '../src/host/flow.ts';

describe('the flow of messages', () => {
  it('lets an ordinary page pass at once', () => {
    expect(new Flow().noteRead(2 * 1024 * 1024, 40)).toBe(0);
  });

  it('waits for what is large, or takes long to read, in proportion', () => {
    const flow = new Flow();
    expect(flow.noteRead(64 * 1024 * 1024, 0)).toBeGreaterThan(500);
    expect(flow.noteRead(0, 10_000)).toBeGreaterThan(20_000);
  });

  it('knows a flood', () => {
    const flow = new Flow();
    let passed = 0;
    while (flow.noteMessage()) passed++;
    expect(passed).toBeGreaterThanOrEqual(5_000);
    expect(passed).toBeLessThan(50_000);
  });
});
