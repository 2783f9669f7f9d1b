import fc from 'fast-check';
import { it as test } from 'vitest';

export { fc };

/** A property as a test: holds for every value that the arbitrary makes. */
export function it<T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void {
  test(name, () => fc.assert(fc.property(arbitrary, holds)));
}
