export { startUcpTwin, type UcpTwin } from './twin.ts';
export { spawnUcpTwin, type SpawnedUcpTwin } from './spawn.ts';
export { FLOWERS, TRAPS, VERSIONS, type Product, type Trap, type UcpTwinOptions, type Version } from './options.ts';
