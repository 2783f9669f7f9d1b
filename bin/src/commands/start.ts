import { ConfigError, createLog, type Config, type SubgraphName } from '@onebasket/runtime';
import { startEmbedded, startGateway, startSubgraph, type Running } from '../compose-system.ts';
import type { Demo } from '../demo.ts';
import { greeting } from '../greeting.ts';
import { loadSystem, type LoadedSystem } from '../load-system.ts';

export interface StartOptions {
  readonly config?: string;
  readonly port?: number;
  readonly data: string;
  readonly subgraph?: SubgraphName;
  readonly gateway?: boolean;
}

/** `onebasket start`: runs until Ctrl-C or SIGTERM, then stops cleanly. A configuration that does not hold stops the start and says where. */
export async function start(options: StartOptions): Promise<void> {
  const log = createLog(process.env['ONEBASKET_LOG'] ?? 'warn');
  let demo: Demo | undefined;
  let system: LoadedSystem | undefined;
  let running: Running | undefined;
  let isStopping = false;
  const stop = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    // Whatever hangs, the process ends.
    setTimeout(() => process.exit(code || 1), 15_000).unref();
    await running?.stop();
    await system?.close();
    await demo?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  try {
    // Only the demo needs the twins.
    const source = options.config
      ? (system = await loadSystem(options.config, log))
      : (demo = await (await import('../demo.ts')).startDemo({ dataFolder: options.data, port: options.port }));
    const config = withPort(source.config, options.port);
    const adapters = system?.adapters;
    if (options.subgraph) running = await startSubgraph(options.subgraph, config, log, options.port ?? 0, adapters);
    else if (options.gateway) running = await startGateway(config, log, adapters);
    else running = await startEmbedded(config, log, adapters);
    console.log(options.subgraph ? `subgraph ${options.subgraph} answers at ${running.url}` : greeting(running, config, demo));
  } catch (error) {
    if (isStopping) return;
    console.error(
      error instanceof ConfigError || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : explain(error),
    );
    await stop(1);
  }
}

function withPort(config: Config, port: number | undefined): Config {
  return port === undefined ? config : { ...config, gateway: { ...config.gateway, port } };
}

function explain(error: Error & { code?: string }): string {
  if (error.code === 'EADDRINUSE') return `${error.message}\nAnother program uses this port: stop it, or start with --port NUMBER.`;
  return process.env['ONEBASKET_LOG'] === 'debug' ? (error.stack ?? error.message) : error.message;
}
