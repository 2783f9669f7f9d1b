import module from 'node:module';

/**
 * What is left open. Everything else that Node brings is closed: its functions throw `ERR_ACCESS_DENIED`. Node's permission model denies network, processes
 * and files by itself; this is the second lock, and the only one before what that model leaves open (signals to other processes, V8's flags).
 */
const OPEN: ReadonlyMap<string, 'all' | readonly string[]> = new Map<string, 'all' | readonly string[]>([
  ...[
    'assert',
    'assert/strict',
    'async_hooks',
    'buffer',
    'console',
    'constants',
    'crypto',
    'diagnostics_channel',
    'events',
    // Its own package's files, by the permission model.
    'fs',
    'fs/promises',
    'module',
    'path',
    'path/posix',
    'path/win32',
    'perf_hooks',
    'punycode',
    'querystring',
    'readline',
    'readline/promises',
    'stream',
    'stream/consumers',
    'stream/promises',
    'stream/web',
    'string_decoder',
    'sys',
    'timers',
    'timers/promises',
    'url',
    'util',
    'util/types',
    'zlib',
  ].map(name => [name, 'all'] as const),
  ['os', ['arch', 'availableParallelism', 'endianness', 'platform', 'release', 'tmpdir', 'type', 'version']],
  ['v8', ['serialize', 'deserialize', 'Serializer', 'Deserializer', 'DefaultSerializer', 'DefaultDeserializer', 'getHeapStatistics']],
  ['worker_threads', ['MessageChannel', 'MessagePort', 'structuredClone', 'isMarkedAsUntransferable', 'markAsUntransferable']],
]);

/** Of `process`: signals, other processes, handles, users and groups. */
const CLOSED_IN_PROCESS = [
  '_debugEnd',
  '_debugProcess',
  '_getActiveHandles',
  '_getActiveRequests',
  '_kill',
  '_linkedBinding',
  '_rawDebug',
  'abort',
  'binding',
  'chdir',
  'dlopen',
  'execve',
  'initgroups',
  'kill',
  'loadEnvFile',
  'openStdin',
  'setegid',
  'seteuid',
  'setgid',
  'setgroups',
  'setuid',
  'umask',
];

const CLOSED_GLOBALS = ['EventSource', 'WebSocket', 'fetch'];

/** Abilities of this process that the permission model must have taken away. */
const DENIED = ['addon', 'child', 'ffi', 'fs.write', 'inspector', 'net', 'wasi', 'worker'];

/** Closes what an adapter has no use for, for good. Throws when Node was not told to deny the rest. */
export function confine(): void {
  const { permission } = process;
  const open = permission ? DENIED.filter(scope => permission.has(scope)) : DENIED;
  if (open.length > 0) throw new Error(`this process may still use: ${open.join(', ')}`);
  // All are loaded before the first is closed: they are made of each other.
  const modules = module.builtinModules
    .map(name => name.replace(/^node:/, ''))
    .filter(name => name !== 'process' && OPEN.get(name) !== 'all')
    .map(name => ({ name, exported: process.getBuiltinModule(`node:${name}`) ?? process.getBuiltinModule(name) }));
  for (const { name, exported } of modules) {
    const kept = OPEN.get(name) ?? [];
    for (const key of Object.keys(exported ?? {})) if (!kept.includes(key)) close(exported as unknown as Owner, key, `node:${name}`);
  }
  for (const key of CLOSED_IN_PROCESS) close(process as unknown as Owner, key, 'process');
  // It tells of the machine and its network.
  Object.defineProperty(process, 'report', { value: undefined });
  for (const key of CLOSED_GLOBALS) close(globalThis, key, 'globalThis');
  // What was imported by name sees it too.
  module.syncBuiltinESMExports();
}

type Owner = Record<string, unknown>;

function close(owner: Owner, key: string, where: string): void {
  const found = Object.getOwnPropertyDescriptor(owner, key);
  // A getter may stand for a function; what it stands for is looked at only where it cannot be replaced.
  const isFunction =
    typeof found?.value === 'function' || (found?.get !== undefined && (found.configurable || typeof owner[key] === 'function'));
  if (!found || !isFunction) return;
  // A function that can be called, constructed and extended, so that libraries load that name it without using it.
  const closed = function (): never {
    throw Object.assign(new Error(`${where}: ${key} is closed to an isolated adapter; the vendor is asked through call.http`), {
      code: 'ERR_ACCESS_DENIED',
    });
  };
  Object.defineProperty(owner, key, { value: closed, enumerable: found.enumerable ?? true, writable: false, configurable: false });
}
