import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that goes on until it is stopped, as in a terminal of its own. */
export interface Terminal {
  /** The address that it said it answers at. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a program and waits until it says where it answers. Rejects with all that it said when it ends before. */
export async function openTerminal(
  [command = '', ...args]: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Terminal> {
  const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /(?:is ready: |answers at )(http\S+)\s/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`${command} ended with ${code} before it was ready:\n${said}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
