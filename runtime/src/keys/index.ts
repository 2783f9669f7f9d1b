export type { Keys } from './keys.ts';
export { openKeys } from './open-keys.ts';
