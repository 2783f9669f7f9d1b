import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter } from '@onebasket/adapter-sdk';

/** What a package gets from the host, whichever copy it brought: one contract, one class of `AdapterError`. */
const GIVEN = /^@onebasket\/(adapter-sdk|core)(\/|$)/;
/** What it gets when it has none of its own. */
const LENT = /^typebox(\/|$)/;

/**
 * Imports the adapter that a package exports: its default export, or the only export that is one. Works for a folder without `node_modules`: the SDK
 * comes from the host.
 */
export async function importAdapter(folder: string): Promise<Adapter> {
  const home = `${pathToFileURL(folder).href}/`;
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name?: unknown;
    exports?: unknown;
    main?: unknown;
  };
  // With `exports`, a package knows itself by its own name.
  const itself =
    manifest.exports !== undefined && typeof manifest.name === 'string'
      ? manifest.name
      : `./${(typeof manifest.main === 'string' ? manifest.main : 'index.js').replace(/^\.\//, '')}`;
  const entry = `onebasket-adapter:${home}`;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === entry) return next(itself, { ...context, parentURL: `${home}package.json` });
      if (context.parentURL?.startsWith(home)) {
        if (GIVEN.test(specifier)) return next(specifier, { ...context, parentURL: import.meta.url });
        if (LENT.test(specifier)) {
          try {
            return next(specifier, context);
          } catch {
            return next(specifier, { ...context, parentURL: import.meta.url });
          }
        }
      }
      return next(specifier, context);
    },
  });
  const exported = (await import(entry)) as Readonly<Record<string, unknown>>;
  if (isAdapter(exported['default'])) return exported['default'];
  const found = Object.values(exported).filter(isAdapter);
  const [only] = found;
  if (found.length !== 1 || !only) {
    throw new Error(`${found.length} of its exports are adapters; export one as default: export default defineAdapter({ … })`);
  }
  return only;
}

function isAdapter(value: unknown): value is Adapter {
  if (typeof value !== 'object' || value === null) return false;
  const { manifest, capabilities } = value as Partial<Adapter>;
  return typeof manifest === 'object' && manifest !== null && typeof capabilities === 'object' && capabilities !== null;
}
