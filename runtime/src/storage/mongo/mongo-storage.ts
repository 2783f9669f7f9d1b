import type { Log } from '../../log/log.ts';
import type { StorageProvider } from '../port.ts';
export function mongoStorage(_url: string, _log: Log): StorageProvider {
  throw new Error('not yet');
}
