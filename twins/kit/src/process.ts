/** What every twin offers its owner. */
export interface RunningTwin {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Runs a twin as the whole of this process: prints one JSON line when it is ready, ends cleanly on SIGTERM and SIGINT, and with
 * `diesWithParent` also when standard input closes, which the system does when the parent is gone, killed or not.
 */
export async function serveAsProcess(start: () => Promise<RunningTwin>, options: { readonly diesWithParent: boolean }): Promise<void> {
  const twin = await start();
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void twin.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (options.diesWithParent) process.stdin.on('end', stop).on('error', stop).resume();
  process.stdout.write(`${JSON.stringify({ ready: true, url: twin.url, pid: process.pid })}\n`);
}
