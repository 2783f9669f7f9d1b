export { FAULT_KINDS, FaultSwitch, type FaultKind, type FaultRule } from './faults.ts';
export { Journal } from './journal.ts';
export { seededRandom } from './random.ts';
export { bodyJson, json, type TwinHandler, type TwinRequest, type TwinResponse } from './request.ts';
export { RequestLog, type SeenRequest } from './request-log.ts';
export { TwinServer, type TwinServerOptions } from './server.ts';
export type { AdminRoutes } from './admin.ts';
export { serveAsProcess, type RunningTwin } from './process.ts';
export { spawnTwin, type SpawnedTwin } from './spawn.ts';
