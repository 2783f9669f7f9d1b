import { EventEmitter } from 'node:events';
import type { Json } from '@onebasket/core';
import type { Log } from '../log/log.ts';
import type { Bus } from './port.ts';

/** Live signals within one process. Handlers run after the publisher's own step. */
export function memoryBus(log: Log): Bus {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    publish(topic, message) {
      setImmediate(() => emitter.emit(topic, message));
    },
    subscribe(topic, handler) {
      const guarded = guard(topic, handler, log);
      emitter.on(topic, guarded);
      return () => emitter.off(topic, guarded);
    },
    async close() {
      emitter.removeAllListeners();
    },
  };
}

/** A handler that throws is logged and stays subscribed. */
export function guard<T = Json>(topic: string, handler: (message: T) => void, log: Log): (message: T) => void {
  return message => {
    try {
      handler(message);
    } catch (error) {
      log.error('a bus handler failed', { topic, error: String(error) });
    }
  };
}
