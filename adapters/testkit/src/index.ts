export { ContractBreach, type Check } from './check.ts';
export { checksFor } from './choose-checks.ts';
export { expectSound } from './checks/sound.ts';
export { describeAdapterContract } from './describe-contract.ts';
export { FAULT_FACTS, FAULTS, type Fault } from './faults/fault-list.ts';
export { startFaultProxy, type FaultProxy, type ProxiedRequest, type Strike } from './faults/fault-proxy.ts';
export { findSecrets } from './fixtures/find-secrets.ts';
export { readFixtures, startFixtures, type Fixture } from './fixtures/read-fixtures.ts';
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
export { bendings } from './mapper/bendings.ts';
export { describeMapper, type MapperOptions } from './mapper/describe-mapper.ts';
export type { CallAllowance, CallAllowances, ContractOptions, Control, RunningVendor, Sample, Waiver } from './options.ts';
export { recordConformance, type ConformanceResult } from './record-conformance.ts';
export { startReplayServer, type RecordedExchange, type ReplayServer } from './replay-server.ts';
