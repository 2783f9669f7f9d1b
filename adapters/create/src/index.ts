export { checkAdapterName, displayName, ScaffoldError } from './names.ts';
export { newAdapterCommand } from './command.ts';
export { ADAPTER_KINDS, scaffold, type AdapterKind, type ScaffoldRequest, type Scaffolded } from './scaffold.ts';
