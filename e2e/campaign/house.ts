import { randomBytes } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SUBGRAPH_NAMES } from '@onebasket/runtime';
import { startMongo } from '../../test-servers/mongo/start.ts';
import { freePort, startOneBasket, type OneBasketProcess } from '../support/onebasket-process.ts';
import { startRedis } from '../support/redis.ts';

/** OneBasket as the campaign sees it: an address, and something that can be killed. */
export interface House {
  readonly url: string;
  /** SIGKILL, a pause, and a start on the same data. With several workers one of them. */
  killAndRestart(pauseMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Everything in one process, on SQLite. */
export async function embeddedHouse(folder: string, more: object): Promise<House> {
  const port = await freePort();
  const config = { ...more, gateway: { port, limits: { rate: false } }, storage: { url: `sqlite:${folder}/data` } };
  let running: OneBasketProcess = await startOneBasket(folder, config);
  return {
    url: running.url,
    killAndRestart: async pauseMs => {
      await running.kill();
      await pause(pauseMs);
      running = await startOneBasket(folder, config);
    },
    stop: async () => void (await running.stop()),
  };
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Each subgraph a process of its own on MongoDB and Redis, two of them for orders; requests go to whichever of the two is there. */
export async function distributedHouse(folder: string, more: object): Promise<House> {
  const stops: (() => Promise<unknown>)[] = [];
  const [mongo, redis] = await Promise.all([startMongo(), startRedis()]);
  stops.unshift(
    () => mongo.stop(),
    () => redis.stop(),
  );
  const workerPorts = [await freePort(), await freePort()];
  const balancer = await balance(workerPorts);
  stops.unshift(() => balancer.close());
  const ports = new Map<string, number>();
  for (const name of SUBGRAPH_NAMES) ports.set(name, name === 'orders' ? balancer.port : await freePort());
  const config = {
    ...more,
    gateway: { port: await freePort(), limits: { rate: false } },
    storage: { url: mongo.url },
    bus: { url: redis.url },
    subgraphs: {
      secret: randomBytes(16).toString('hex'),
      urls: Object.fromEntries([...ports].map(([name, port]) => [name, `http://127.0.0.1:${port}/graphql`])),
    },
  };
  const start = (name: string, port: number) => startOneBasket(folder, config, ['--subgraph', name, '--port', String(port)]);
  for (const name of SUBGRAPH_NAMES.filter(one => one !== 'orders')) {
    const running = await start(name, ports.get(name) as number);
    stops.unshift(() => running.stop());
  }
  const workers: OneBasketProcess[] = [];
  for (const port of workerPorts) workers.push(await start('orders', port));
  const gateway = await startOneBasket(folder, config, ['--gateway']);
  stops.unshift(
    () => gateway.stop(),
    () => Promise.all(workers.map(worker => worker.stop())),
  );
  let next = 0;
  return {
    url: gateway.url,
    killAndRestart: async pauseMs => {
      const at = next++ % workers.length;
      await (workers[at] as OneBasketProcess).kill();
      await pause(pauseMs);
      workers[at] = await start('orders', workerPorts[at] as number);
    },
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

/** A port whose connections go to the given ports in turn, or to the next one that answers. */
async function balance(ports: readonly number[]): Promise<{ readonly port: number; close(): Promise<void> }> {
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer(client => {
    open.add(client);
    client.on('error', () => undefined).on('close', () => open.delete(client));
    const attempt = (left: number) => {
      if (left === 0) return client.destroy();
      const target = connect(ports[turn++ % ports.length] as number, '127.0.0.1');
      target.once('error', () => attempt(left - 1));
      target.once('connect', () => {
        target.removeAllListeners('error');
        target.on('error', () => client.destroy()).on('close', () => client.destroy());
        client.on('close', () => target.destroy());
        client.pipe(target);
        target.pipe(client);
      });
      return undefined;
    };
    attempt(ports.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
