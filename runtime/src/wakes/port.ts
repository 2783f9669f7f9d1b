/** Tells workers of one kind of aggregate that there is something to do, in whichever process they run. */
export interface WakeQueue {
  /** This aggregate is due at that instant. To be called after the document is stored: only the reference travels, and a lost one loses nothing. */
  poke(id: string, at: string): void;
  /** Lets this process be woken. Returns how to stop, which waits for what was woken. */
  work(drive: (id: string) => Promise<void>): () => Promise<void>;
}

/** Wake-ups between workers. Documents remain the truth: whoever holds them sweeps for what no wake-up told. */
export interface Wakes {
  /** `name` is the same in every process that works these aggregates: "orders". */
  queue(name: string): WakeQueue;
  close(): Promise<void>;
}
