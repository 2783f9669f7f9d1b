export { startAcpTwin, type AcpEvent, type AcpTwin, type AcpTwinOptions } from './twin.ts';
export { spawnAcpTwin } from './spawn.ts';
export type { TwinProduct } from './catalogue.ts';
export type { TwinOrder, TwinSession } from './sessions.ts';
