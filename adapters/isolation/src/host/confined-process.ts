import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { encodeFrame, FrameReader } from '../wire/frames.ts';
import type { HostMessage } from '../wire/messages.ts';
import { Flow } from './flow.ts';
import { LastWords } from './last-words.ts';
import { memoryOf } from './memory-of.ts';
import { endWithUs } from './outlived.ts';

/** What one process may take. */
export interface Limits {
  /** JavaScript heap, in MiB; what the whole process may hold is twice that and 256 more. */
  readonly heapMb: number;
  /** Longest time without a sign of life. */
  readonly unresponsiveMs: number;
  /** Longest time until it has told what its adapter is. */
  readonly startWithinMs: number;
}

const PING_EVERY_MS = 500;
/** A third of the time that the host gets when there is not enough for both. */
const NICENESS = 5;
/** What waits for a process that does not read. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
const RUNNER = fileURLToPath(new URL(`../child/runner${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/** Flags that leave a process its own files to read, and nothing else. */
export function confiningFlags(paths: readonly string[], { heapMb }: Limits): readonly string[] {
  return [
    '--permission',
    ...paths.map(path => `--allow-fs-read=${path}`),
    // These read and write files behind the permission model, or call into native code.
    '--no-experimental-sqlite',
    '--no-experimental-ffi',
    '--no-experimental-webstorage',
    '--no-addons',
    '--disable-sigusr1',
    `--max-old-space-size=${heapMb}`,
    '--no-warnings',
    '--no-deprecation',
  ];
}

/** One process that runs one adapter package: started, listened to, kept within its limits, and ended with SIGKILL for whatever breaks the rules. */
export class ConfinedProcess {
  readonly #child: ChildProcess;
  readonly #pipe: Socket;
  readonly #limits: Limits;
  readonly #reader = new FrameReader();
  readonly #flow = new Flow();
  readonly #onMessage: (message: unknown) => void;
  readonly #watches: NodeJS.Timeout;
  readonly #lastWords: LastWords;
  #callOffWatch: () => void = () => undefined;
  #reason: string | undefined;
  #isReady = false;
  #pinged = 0;
  #ponged = 0;
  #heardAt = performance.now();
  #checkedAt = performance.now();
  /** Resolves with the reason when the process is gone. */
  readonly ended: Promise<string>;

  constructor(folder: string, paths: readonly string[], limits: Limits, onMessage: (message: unknown) => void) {
    this.#limits = limits;
    this.#onMessage = onMessage;
    this.#child = spawn(process.execPath, [...confiningFlags(paths, limits), RUNNER, folder], {
      cwd: folder,
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      // Ctrl-C is for the host, which lets calls under way come to their end.
      detached: true,
    });
    this.#pipe = this.#child.stdio[3] as Socket;
    this.#lastWords = new LastWords(this.#child.stderr as Readable);
    this.#pipe.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#pipe.on('error', () => undefined);
    // It is about to end, and that tells more; unless it goes on without us.
    this.#pipe.on('close', () => setTimeout(() => this.end('it closed its pipe'), 1_000).unref());
    this.ended = new Promise(resolve => {
      this.#child.once('error', error => this.#gone(`it could not be started: ${error.message}`, resolve));
      // All that it wrote has been read by then.
      this.#child.once('close', (code, signal) =>
        this.#gone(signal ? `it was ended by ${signal}` : `it ended with ${code}${this.#lastWords.text}`, resolve),
      );
    });
    this.#watches = setInterval(() => void this.#watch(), PING_EVERY_MS).unref();
    const { pid } = this.#child;
    if (pid === undefined) return;
    this.#callOffWatch = endWithUs(pid);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: HostMessage): void {
    if (this.#reason !== undefined) return;
    this.#pipe.write(encodeFrame(message));
    if (this.#pipe.writableLength > MOST_WAITING_BYTES) this.end('it does not read what it is sent');
  }

  /** It is ready: from now on it has the pipe to speak. */
  noteReady(): void {
    this.#lastWords.stopListening();
    this.#isReady = true;
    this.#heardAt = performance.now();
    try {
      // Whatever it computes, the gateway comes first.
      if (this.pid !== undefined) setPriority(this.pid, NICENESS);
    } catch {
      // It has ended already.
    }
  }

  /** It answered a ping: it is alive. */
  notePong(n: number): void {
    if (n <= this.#ponged || n > this.#pinged) return;
    this.#ponged = n;
    this.#heardAt = performance.now();
  }

  /** Ends the process at once. The first reason is the one that is told. */
  end(reason: string): void {
    this.#reason ??= reason;
    this.#callOffWatch();
    this.#child.kill('SIGKILL');
    this.#pipe.destroy();
  }

  #gone(how: string, resolve: (reason: string) => void): void {
    clearInterval(this.#watches);
    this.#callOffWatch();
    this.#pipe.destroy();
    resolve(this.#reason ?? how);
  }

  #read(chunk: Buffer): void {
    if (this.#reason !== undefined) return;
    const startedAt = performance.now();
    try {
      for (const message of this.#reader.push(chunk)) {
        if (!this.#flow.noteMessage()) return this.end('it floods its pipe with messages');
        this.#onMessage(message);
        if (this.#reason !== undefined) return;
      }
    } catch (error) {
      return this.end(`it broke the rules of the pipe: ${error instanceof Error ? error.message : 'unknown'}`);
    }
    const waitMs = this.#flow.noteRead(chunk.length, performance.now() - startedAt);
    if (waitMs === 0) return;
    this.#pipe.pause();
    setTimeout(() => this.#pipe.resume(), waitMs).unref();
  }

  async #watch(): Promise<void> {
    const now = performance.now();
    // When this process itself was busy, the answer may be waiting to be read.
    const wasBusy = now - this.#checkedAt > 2 * PING_EVERY_MS || this.#pipe.isPaused();
    this.#checkedAt = now;
    // Until it is ready it has another limit.
    if (wasBusy || !this.#isReady) this.#heardAt = now;
    if (now - this.#heardAt > this.#limits.unresponsiveMs) return this.end(`it gave no sign of life for ${this.#limits.unresponsiveMs} ms`);
    this.send({ t: 'ping', n: ++this.#pinged });
    const { pid } = this.#child;
    const bytes = pid === undefined ? undefined : await memoryOf(pid);
    const mostMb = this.#limits.heapMb * 2 + 256;
    if (bytes !== undefined && bytes > mostMb * 1024 * 1024) this.end(`it holds more than ${mostMb} MiB`);
  }
}
