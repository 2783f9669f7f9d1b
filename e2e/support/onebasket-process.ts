import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

const COMMAND = new URL('../../bin/src/onebasket.ts', import.meta.url).pathname;

/** `onebasket` as a process of its own, as people run it. */
export interface OneBasketProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  /** SIGTERM, then waits for the end; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>;
}

/** A TCP port that is free right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts `onebasket start` on this configuration (written to `folder`) and waits until it says that it is ready. */
export async function startOneBasket(folder: string, config: object, args: readonly string[] = []): Promise<OneBasketProcess> {
  const file = join(folder, 'onebasket.json.yml');
  await writeFile(file, JSON.stringify(config, null, 2));
  return spawnOneBasket(['start', '--config', file, ...args], { cwd: folder });
}

/** Runs the command and waits for the line that tells where it answers. Rejects with what it printed when it ends before that. */
export async function spawnOneBasket(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<OneBasketProcess> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /(?:is ready: |answers at )(http\S+?)\.?\s/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', code => reject(new Error(`onebasket ended with ${code} before it was ready:\n${output}`)));
  });
  const ended = once(child, 'exit');
  return {
    url,
    child,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0] as number | null;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
