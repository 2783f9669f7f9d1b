// Everything that a process could do to the world around it. Each resolves when it got through and throws when it was denied.
import childProcess, { spawn } from 'node:child_process';
import cluster from 'node:cluster';
import dgram from 'node:dgram';
import dns, { promises as dnsPromises } from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import inspector from 'node:inspector';
import module, { createRequire } from 'node:module';
import net, { connect } from 'node:net';
import os from 'node:os';
import tls from 'node:tls';
import v8 from 'node:v8';
import vm from 'node:vm';
import workerThreads from 'node:worker_threads';

type Breakout = (target: string) => unknown;

const heard = (emitter: { on(event: string, listener: (...args: unknown[]) => void): unknown }, ...events: string[]) =>
  new Promise((resolve, reject) => {
    emitter.on('error', reject);
    for (const event of events) emitter.on(event, () => resolve(event));
  });
const inner = process as unknown as Record<string, (...args: unknown[]) => unknown>;
const require = createRequire(import.meta.url);
const socket = (target: string) => ({ port: Number(new URL(target).port), host: '127.0.0.1' });

export const BREAKOUTS: Readonly<Record<string, Breakout>> = {
  // Network
  'net.connect': target => heard(net.connect(socket(target)), 'connect'),
  'net.connect by name': target => heard(connect(socket(target)), 'connect'),
  'net.Socket': target => heard(new net.Socket().connect(socket(target)), 'connect'),
  'net.connect to a unix socket': () => heard(net.connect('/var/run/docker.sock'), 'connect'),
  'net.createServer': () => heard(net.createServer().listen(0), 'listening'),
  'tls.connect': target => heard(tls.connect({ ...socket(target), rejectUnauthorized: false }), 'connect', 'secureConnect'),
  'http.get': target => heard(http.get(target), 'response'),
  'https.get': target => heard(https.get(target.replace('http:', 'https:')), 'response', 'socket'),
  'http2.connect': target => heard(http2.connect(target), 'connect'),
  'dgram.send': target =>
    new Promise((resolve, reject) => {
      const udp = dgram.createSocket('udp4');
      udp.on('error', reject);
      udp.send('hello', socket(target).port, '127.0.0.1', error => (error ? reject(error) : resolve('sent')));
    }),
  'dns.lookup': () => dnsPromises.lookup('localhost'),
  'dns.resolve': () => dnsPromises.resolve4('stranger.example'),
  'dns.Resolver': () => {
    const resolver = new dns.promises.Resolver();
    resolver.setServers(['127.0.0.1:5353']);
    return resolver.resolve4('stranger.example');
  },
  fetch: target => fetch(target),
  WebSocket: target =>
    new Promise((resolve, reject) => {
      const web = new WebSocket(target.replace('http:', 'ws:'));
      web.addEventListener('open', resolve);
      web.addEventListener('error', () => reject(new Error('no connection')));
    }),
  'import from the network': target => import(`${target}/code.js`),
  'getBuiltinModule net': target => heard(process.getBuiltinModule('node:net').connect(socket(target)), 'connect'),
  'require net': target => heard((require('node:net') as typeof net).connect(socket(target)), 'connect'),
  'Module._load net': target =>
    heard((module as unknown as { _load(name: string): typeof net })._load('net').connect(socket(target)), 'connect'),

  // Processes and threads
  'child_process.spawn': () => heard(spawn('true'), 'exit'),
  'child_process.execSync': () => childProcess.execSync('id'),
  'child_process.fork': () => heard(childProcess.fork(import.meta.filename), 'spawn'),
  'ChildProcess.spawn': () =>
    new (childProcess.ChildProcess as unknown as new () => { spawn(options: object): unknown })().spawn({ file: '/bin/true', args: [] }),
  'cluster.fork': () => cluster.fork(),
  'process.execve': () => inner['execve']?.('/bin/true', ['true'], {}),
  'worker_threads.Worker': () => heard(new workerThreads.Worker('0', { eval: true }), 'online', 'exit'),
  'a compiled function of another realm': () => vm.runInNewContext('1 + 1'),

  // Files
  'read a file of the system': () => fs.readFileSync('/etc/passwd', 'utf8'),
  'read a file by a path of bytes': () => fs.readFileSync(Buffer.from('/etc/passwd'), 'utf8'),
  'read a file by a promise': () => fs.promises.readFile('/etc/passwd', 'utf8'),
  'read a file by climbing': target => fs.readFileSync(`${import.meta.dirname}/../../${target}`, 'utf8'),
  'read a file through sqlite': () => {
    const { DatabaseSync } = require('node:sqlite') as { DatabaseSync: new (path: string) => unknown };
    return new DatabaseSync(':memory:');
  },
  'read the environment of the process': () => fs.readFileSync('/proc/self/environ', 'utf8'),
  'list a folder': () => fs.readdirSync('/'),
  'ask whether a file is there': () => fs.statSync('/etc/passwd').size,
  'watch a folder': () => fs.watch('/etc'),
  'write into its own folder': () => fs.writeFileSync(`${import.meta.dirname}/written`, 'x'),
  'write into the temporary folder': () => fs.writeFileSync(`${os.tmpdir()}/onebasket-hostile`, 'x'),
  'make a link': () => fs.symlinkSync('/etc', `${import.meta.dirname}/link`),
  'write a heap snapshot': () => v8.writeHeapSnapshot(`${os.tmpdir()}/onebasket-hostile`),
  'write a report': () =>
    (process.report as unknown as { writeReport(file: string): unknown }).writeReport(`${os.tmpdir()}/onebasket-hostile`),

  // Behind Node
  'process.binding': () => inner['binding']?.('fs'),
  'process._linkedBinding': () => inner['_linkedBinding']?.('fs'),
  'process.dlopen': () => inner['dlopen']?.({ exports: {} }, '/tmp/x.node'),
  'load a native addon': () =>
    (module as unknown as { _extensions: Record<string, (m: object, file: string) => void> })._extensions['.node']?.(
      { exports: {} },
      '/tmp/x.node',
    ),
  'node:ffi': () => import('node:ffi'),
  'node:wasi': async () => new (await import('node:wasi')).WASI({ version: 'preview1', preopens: { '/': '/' } }),
  'inspector.open': () => inspector.open(0),
  'inspector.Session': () => new inspector.Session().connect(),
  'v8.setFlagsFromString': () => v8.setFlagsFromString('--max-old-space-size=64000'),

  // The host
  'kill its parent': () => process.kill(process.ppid, 0),
  'kill its parent from behind': () => inner['_kill']?.(process.ppid, 0),
  'open the debugger of its parent': () => inner['_debugProcess']?.(process.ppid),
  'take the time of its parent': () => os.setPriority(process.ppid, 19),
  'become another user': () => process.setuid?.(process.getuid?.() ?? 0),
};
