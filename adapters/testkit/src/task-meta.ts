/** Which ability a check of the kit belongs to, and the reason when it was waived; for reports. */
export interface ContractMeta {
  readonly ability: string;
  readonly waived?: string;
}

declare module 'vitest' {
  interface TaskMeta {
    contract?: ContractMeta;
  }
}
