import { AdapterError } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { afterWrite, afterWriteAsync, asRecord } from '../src/index.ts';

describe('reading the answer to a write', () => {
  it('hands on what was read', () => {
    expect(afterWrite(() => asRecord({ id: 1 }, 'acme'))).toEqual({ id: 1 });
  });

  it('leaves unknown what was done when the answer cannot be read', () => {
    const read = () => afterWrite(() => asRecord('thanks', 'acme POST /orders'));
    expect(read).toThrow(AdapterError);
    expect(read).toThrow(expect.objectContaining({ code: 'invalid-response', outcome: 'unknown' }));
  });

  it('leaves other errors as they are', () => {
    const defect = new TypeError('ours');
    expect(() =>
      afterWrite(() => {
        throw defect;
      }),
    ).toThrow(defect);
  });
});

describe('what is asked once a write was accepted', () => {
  it('leaves the whole unknown when it fails', async () => {
    expect(await afterWriteAsync(async () => 1)).toBe(1);
    const down = new AdapterError('unavailable', { outcome: 'not-done', message: 'acme GET /orders', retryAfterMs: 5 });
    await expect(afterWriteAsync(() => Promise.reject(down))).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'unknown',
      retryAfterMs: 5,
    });
    const defect = new TypeError('ours');
    await expect(afterWriteAsync(() => Promise.reject(defect))).rejects.toBe(defect);
  });
});
