export { describeAdapterContract } from './describe-contract.ts';
export { FAULT_FACTS, FAULTS, type Fault } from './faults/fault-list.ts';
export { startFaultProxy, type FaultProxy, type ProxiedRequest, type Strike } from './faults/fault-proxy.ts';
export {
  makeCall,
  makeConnection,
  makeResponse,
  type FakeCall,
  type FakeCallOptions,
  type Handler,
  type Reply,
  type Sent,
} from './make-call.ts';
export type { ContractOptions, Control, RunningVendor, Sample, Waiver } from './options.ts';
export { recordConformance, type ConformanceResult } from './record-conformance.ts';
export { startReplayServer, type RecordedExchange, type ReplayServer } from './replay-server.ts';
