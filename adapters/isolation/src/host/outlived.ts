import { spawn } from 'node:child_process';

/**
 * Sees to it that a process does not outlive this one, however this one ends: the pipe closing ends an adapter by itself, but not one that is in an endless
 * loop. A shell waits for the end of its input and kills. Returns what calls it off.
 */
export function endWithUs(pid: number): () => void {
  const watch = spawn('/bin/sh', ['-c', 'read -r _; kill -9 "$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    detached: true,
  });
  // Without a shell this one case is left: SIGKILL for us while the adapter loops.
  watch.on('error', () => undefined);
  watch.stdin.on('error', () => undefined);
  watch.unref();
  (watch.stdin as unknown as { unref(): void }).unref();
  // First the watch, so that it never meets a process that got the same number later.
  return () => void watch.kill('SIGKILL');
}
