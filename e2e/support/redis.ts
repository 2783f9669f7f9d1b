import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { freePort } from './onebasket-process.ts';

/** Whether Debian's redis-server is on this machine. In CI it has to be: a test that needs it then fails instead of being skipped. */
export function canHaveRedis(): boolean {
  return process.env['CI'] === 'true' || spawnSync('redis-server', ['--version']).status === 0;
}

/** A Redis of its own, without persistence: started again on the same port, it is empty. */
export async function startRedis(onPort?: number): Promise<{ readonly url: string; readonly port: number; stop(): Promise<void> }> {
  const port = onPort ?? (await freePort());
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  const url = `redis://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.close();
      break;
    } catch (error) {
      if (tries > 50) throw error;
      await wait(100);
    }
  }
  return {
    url,
    port,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
