import type { Bus } from './port.ts';

/** The document now and after every change that is announced on `topic`, each version once, until the signal ends it. */
export async function* watchDocument<T extends { readonly v: number }>(
  bus: Bus,
  topic: string,
  read: () => Promise<T | undefined>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let wake: () => void = () => undefined;
  let isDirty = true;
  const poke = () => {
    isDirty = true;
    wake();
  };
  const unsubscribe = bus.subscribe(topic, poke);
  signal.addEventListener('abort', poke);
  let seen = -1;
  try {
    while (!signal.aborted) {
      isDirty = false;
      const doc = await read();
      if (doc && doc.v !== seen) {
        seen = doc.v;
        yield doc;
      }
      if (!isDirty && !signal.aborted) await new Promise<void>(resolve => (wake = resolve));
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', poke);
  }
}
