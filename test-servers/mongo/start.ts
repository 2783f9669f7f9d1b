import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtMongo } from './build.ts';

/** A running server that speaks MongoDB's protocol: empty on every start, gone after `stop()`. */
export interface MongoServer {
  /** With a database in it, as `openStorage` takes it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the server on loopback on a free port, with its data in a temporary folder; builds it first where that was not done yet. */
export async function startMongo(): Promise<MongoServer> {
  const binary = await builtMongo();
  const data = await mkdtemp(join(tmpdir(), 'onebasket-mongo-'));
  const server = spawn(binary, ['-listen', '127.0.0.1:0', '-data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  server.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  // A test run that is killed must not leave a server behind.
  const killed = () => server.kill('SIGKILL');
  process.once('exit', killed);
  const stop = async () => {
    process.off('exit', killed);
    await ended(server);
    await rm(data, { recursive: true, force: true });
  };
  // Its first line is its address; with the end of its output in place of one, it did not start.
  const [address] = (await Promise.race([once(server.stdout, 'data'), once(server.stdout, 'end')])) as [Buffer?];
  if (address === undefined) {
    await stop();
    throw new Error(`the MongoDB server did not start: ${complaint}`);
  }
  return { url: `mongodb://${address.toString().trim()}/onebasket`, stop };
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGKILL');
  await exit;
}
