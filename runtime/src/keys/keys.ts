/** Keys that outlive restarts: made once and kept in the store, unless configured. */
export interface Keys {
  /** 32 bytes for a purpose ("access-token", "guest-token", "idempotency", "cursor"), derived by HKDF from the one master key. */
  derive(purpose: string): Uint8Array;
}
