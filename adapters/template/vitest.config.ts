import { defineConfig } from 'vitest/config';

// `npm run record` writes conformance.json after a run in which every check passed; `npm test` only looks whether it is still true.
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    env: mode === 'record' ? { ONEBASKET_RECORD: '1' } : {},
    // The kit lets the vendor be slow and silent.
    testTimeout: 60_000,
  },
}));
