import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FaultRule } from './faults.ts';
import type { SeenRequest } from './request-log.ts';

/** A twin in a process of its own, steered through its admin routes. It dies with its parent. */
export interface SpawnedTwin {
  readonly url: string;
  readonly pid: number;
  readonly faults: {
    add(rule: FaultRule): Promise<number>;
    clear(id?: number): Promise<void>;
  };
  requests(match?: { readonly method?: string; readonly path?: string }): Promise<readonly SeenRequest[]>;
  /** Calls an admin route below `/__twin`; throws with the twin's words when it refuses. */
  admin<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Ends it with SIGTERM and waits until it is gone. */
  close(): Promise<void>;
  /** Ends it with SIGKILL, as a power cut would. */
  kill(): Promise<void>;
}

const START_MS = 20_000;

/** Starts `main` (a TypeScript file that calls `serveAsProcess`) and resolves when it listens; rejects with its words when it does not. */
export async function spawnTwin(main: URL, args: readonly string[]): Promise<SpawnedTwin> {
  const child = spawn(process.execPath, [fileURLToPath(main), ...args, '--with-parent'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the twin ${main.pathname} did not start within ${START_MS} ms: ${complaints}`));
    }, START_MS);
    createInterface(child.stdout).once('line', line => {
      clearTimeout(timer);
      try {
        resolve((JSON.parse(line) as { url: string }).url);
      } catch {
        child.kill('SIGKILL');
        reject(new Error(`the twin ${main.pathname} said ${JSON.stringify(line)} instead of being ready`));
      }
    });
    void gone.then(() => {
      clearTimeout(timer);
      reject(new Error(`the twin ${main.pathname} ended at once: ${complaints}`));
    });
  });

  const admin = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/__twin${path}`, init);
    const answer = (await response.json()) as T & { readonly error?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error ?? response.status}`);
    return answer;
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await gone;
  };
  return {
    url,
    pid: child.pid ?? 0,
    admin,
    faults: {
      add: async rule => (await admin<{ id: number }>('POST', '/faults', rule)).id,
      clear: async id => void (await admin('DELETE', id === undefined ? '/faults' : `/faults?id=${id}`)),
    },
    requests: async (match = {}) =>
      (await admin<{ requests: readonly SeenRequest[] }>('GET', `/requests?${new URLSearchParams(match).toString()}`)).requests,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
