import { AdapterError } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { afterWrite, asRecord } from '../src/index.ts';

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
