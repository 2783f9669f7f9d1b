import type { Log } from '../log/log.ts';
import { mongoStorage } from './mongo/mongo-storage.ts';
import type { StorageProvider } from './port.ts';
import { sqliteReading, sqliteStorage } from './sqlite/sqlite-storage.ts';

/**
 * `sqlite:FOLDER` for one process, `mongodb://HOST/DATABASE` (or `mongodb+srv://…`) for several. Throws `TypeError` for anything else and
 * `StorageInUse` for a folder that another process has open. `readOnly`: for a short look beside the process that has the folder; what would write rejects.
 */
export function openStorage(url: string, options: { readonly log: Log; readonly readOnly?: true }): StorageProvider {
  const folder = /^sqlite:(?:\/\/(?=\/))?((?!\/\/).+)$/.exec(url)?.[1];
  if (folder !== undefined) return options.readOnly ? sqliteReading(folder, options.log) : sqliteStorage(folder, options.log);
  if (/^mongodb(\+srv)?:\/\//.test(url)) return mongoStorage(url, options.log);
  throw new TypeError('storage.url must be "sqlite:FOLDER" or "mongodb://HOST/DATABASE"');
}
