export { GraphClientError } from './answer.ts';
export { localGraphClient } from './local.ts';
export type { GraphClient } from './port.ts';
export { remoteGraphClient } from './remote.ts';
