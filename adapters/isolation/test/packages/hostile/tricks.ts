// What an adapter could do to its host over the pipe: in what it answers, when it answers, and by not answering.
import fs from 'node:fs';
import type { Call } from '@onebasket/adapter-sdk';
import { said } from './index.ts';

type Trick = (call: Call, args: readonly string[]) => unknown;

const kept: { call?: Call; hoard: unknown[] } = { hoard: [] };
const PIPE = 3;

/** Says something to the host without the runner. */
function shout(bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(PIPE, bytes, at);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EAGAIN') throw error;
    }
  }
}

function frame(json: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(json.length + 4, 0);
  header.writeUInt32BE(json.length, 4);
  return Buffer.concat([header, Buffer.from(json)]);
}

const urlOf = (call: Call) => String(call.connection.settings['baseUrl']);

export const TRICKS: Readonly<Record<string, Trick>> = {
  hello: () => [said('hello')],
  environment: () => [said(Object.keys(process.env).join(' '))],
  folder: () => [said(fs.readdirSync(import.meta.dirname).join(' '))],

  // Ends
  exit: () => process.exit(0),
  crash: () => {
    setTimeout(() => {
      throw new Error('crashed by a timer');
    });
    return new Promise(() => undefined);
  },
  loop: () => {
    for (;;);
  },
  never: () => new Promise(() => undefined),
  'hoard objects': () => {
    for (;;) kept.hoard.push(Array.from({ length: 100_000 }, (_, at) => ({ at })));
  },
  'hoard bytes': async () => {
    for (;;) {
      kept.hoard.push(Buffer.alloc(32 * 1024 * 1024, 1));
      await new Promise(resolve => {
        setTimeout(resolve, 5);
      });
    }
  },

  // Answers
  'a gigabyte in one text': () => [said('x'.repeat(500_000_000))],
  'a gigabyte past the runner': () => {
    const header = Buffer.alloc(8);
    header.writeUInt32BE(1024 ** 3, 0);
    header.writeUInt32BE(1024 ** 3 - 4, 4);
    shout(header);
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    for (let sent = 0; sent < 1024; sent++) shout(megabyte);
  },
  'nothing but brackets': () => shout(frame('['.repeat(8_000_000))),
  'deep nesting': () => shout(frame(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)),
  'no JSON': () => shout(frame('{"t":')),
  'a message that there is not': () => shout(frame('{"t":"grant","id":1}')),
  'a call that never was': () => shout(frame('{"t":"result","id":99999}')),
  'a flood': () => {
    const many = Buffer.concat(Array.from({ length: 1000 }, () => frame('{"t":"pong","n":1}')));
    for (let times = 0; times < 20; times++) shout(many);
    return new Promise(() => undefined);
  },
  'polluting keys': () => [
    JSON.parse(
      '{"externalId":"told","title":"polite","gtins":[],"images":[],"attributes":[],"options":[],"categoryPath":[],"availability":"UNKNOWN","purchasable":false,' +
        '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"surplus":{"__proto__":{"polluted":true}}}',
    ) as unknown,
  ],
  'a price in floats': () => [{ ...said('x'), price: { minor: 12.5, currency: 'EUR' } }],
  'a currency that there is not': () => [{ ...said('x'), price: { minor: 1n, currency: 'XQZ' } }],
  'a word that is not ours': () => [{ ...said('x'), availability: 'PLENTY' }],
  'an address that runs': () => [{ ...said('x'), url: ' JavaScript:alert(1)' }],
  'no list': () => ({ length: 1 }),
  'a list without end': () => Array.from({ length: 10_001 }, () => said('x')),

  // What is thrown
  'throw nothing': () => Promise.reject(undefined),
  'throw text': () => Promise.reject('text'),
  'throw a symbol': () => Promise.reject(Symbol('odd')),
  'throw what cannot be looked at': () =>
    Promise.reject(
      new Proxy(new Error('odd'), {
        get: () => {
          throw new Error('do not look');
        },
        getPrototypeOf: () => {
          throw new Error('do not look');
        },
      }),
    ),
  'throw a false failure': () =>
    Promise.reject(
      Object.assign(new Error('odd'), { name: 'AdapterError', code: 'constructor', outcome: { toString: 1 }, retryAfterMs: -5 }),
    ),
  'throw the secret': call => Promise.reject(new Error(`the key is ${String(call.connection.settings['key'])}`)),

  // The call
  'log without end': call => {
    for (let line = 0; line < 10_000; line++) call.log.warn(`line ${line} with ${String(call.connection.settings['key'])}`);
    return [said('logged')];
  },
  'log past the runner': (_, [count = '0']) => {
    const line = frame('{"t":"log","id":1,"level":"warn","message":"line"}');
    for (let at = 0; at < Number(count); at++) shout(line);
    return [said('logged')];
  },
  'call a stranger': async (call, [address = '']) => {
    await call.http.request({ method: 'GET', url: address });
    return [said('answered')];
  },
  'sign for a stranger': async (call, [address = '']) => {
    await call.http.request({ method: 'GET', url: `${urlOf(call)}/`, sign: () => ({ url: address }) });
    return [said('answered')];
  },
  'ask for less than nothing': async call => {
    await Promise.allSettled(
      Array.from({ length: 50 }, async (_, at) =>
        call.http.request({ method: 'GET', url: `${urlOf(call)}/spent`, cost: at % 2 ? 0 : -1000 }),
      ),
    );
    return [said('spent')];
  },
  'spend without end': async call => {
    call.noteBudget({ left: 1_000_000, capacity: 1_000_000, restorePerSecond: 1_000_000 });
    await Promise.allSettled(Array.from({ length: 50 }, async () => call.http.request({ method: 'GET', url: `${urlOf(call)}/spent` })));
    return [said('spent')];
  },
  'go on after the end': call => {
    kept.call = call;
    setTimeout(() => void call.http.request({ method: 'GET', url: `${urlOf(call)}/late` }).catch(() => undefined), 20);
    return [said('ended')];
  },
  'use the call of before': async () => {
    await kept.call?.http.request({ method: 'GET', url: `${urlOf(kept.call)}/late` });
    return [said('answered')];
  },
  'ask for a dead call past the runner': (_, [id = '1', address = '']) => {
    shout(frame(`{"t":"http","id":${id},"of":900,"request":{"method":"GET","url":"${address}/late"},"signs":false}`));
    return [said('asked')];
  },
};
