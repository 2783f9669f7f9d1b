import { LosslessNumber } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFailure, toError } from '../src/wire/failures.ts';
import { encodeFrame, FrameReader } from '../src/wire/frames.ts';
import { decodeValue } from '../src/wire/values.ts';

/** Over the pipe and back, in chunks of this size. */
function carried(messages: readonly object[], chunkSize: number): unknown[] {
  const bytes = Buffer.concat(messages.map(message => encodeFrame(message)));
  const reader = new FrameReader();
  const read: unknown[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) read.push(...reader.push(bytes.subarray(at, at + chunkSize)));
  return read;
}

const key = fc.string().filter(text => !['__proto__', 'constructor', 'prototype'].includes(text));
const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => (Object.is(number, -0) ? 0 : number)),
    fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
    fc.uint8Array().map(bytes => Buffer.from(bytes)),
    fc.constantFrom('1.10', '90071992547409931234').map(text => new LosslessNumber(text)),
    fc.array(fc.oneof(tie('any'), fc.constant(undefined))),
    fc.dictionary(fc.oneof(key, fc.constant('$')), tie('any'), { noNullPrototype: true }),
  ),
})).any;

describe('messages', () => {
  it('come out as they went in, however the pipe cuts them', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value }), { maxLength: 4 }), fc.integer({ min: 1, max: 200 }), (messages, size) => {
        expect(carried(messages, size)).toEqual(messages);
      }),
    );
  });

  it('whatever a stranger writes: it is refused or read, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array(), (tree, bytes) => {
        try {
          decodeValue(tree, bytes);
        } catch (error) {
          expect((error as Error).name).toBe('WireError');
        }
      }),
    );
    for (const tag of [
      { $: 'bytes', v: [-1, 4] },
      { $: 'bytes', v: [0, 1e9] },
      { $: 'bigint', v: '1e9' },
      { $: 'bigint', v: '9'.repeat(100) },
      { $: '__proto__' },
    ])
      expect(() => decodeValue(tag, new Uint8Array(4))).toThrow(/nobody writes|not there/);
  });

  it('drop keys that reach behind an object', () => {
    const read = decodeValue(
      JSON.parse('{"a":1,"__proto__":{"b":2},"constructor":{"prototype":{"b":2}},"c":{"$":"object","v":{"__proto__":{"b":2}}}}'),
      new Uint8Array(),
    );
    expect(read).toEqual({ a: 1, c: {} });
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(({} as { b?: number }).b).toBeUndefined();
  });
});

describe('failures', () => {
  it('keep code, outcome, wait and causes over the pipe', () => {
    const failure = new AdapterError('rate-limited', {
      outcome: 'unknown',
      message: 'acme: later',
      retryAfterMs: 1500,
      cause: new TypeError('inner'),
    });
    const read = toError(describeFailure(failure));
    expect(read).toBeInstanceOf(AdapterError);
    expect(read).toMatchObject({
      code: 'rate-limited',
      outcome: 'unknown',
      message: 'acme: later',
      retryAfterMs: 1500,
      cause: { message: 'inner' },
    });
  });

  it('of other kinds stay errors, and chains of causes end', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    let depth = 0;
    for (let at: unknown = toError(describeFailure(circle)); at instanceof Error; at = at.cause) depth++;
    expect(depth).toBeLessThan(10);
    expect(toError(describeFailure(null)).message).toBe('threw object: null');
  });
});
