import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The kit lets the vendor be slow and silent.
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
