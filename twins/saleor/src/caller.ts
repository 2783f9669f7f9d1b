import { fault } from './errors.ts';
import type { AppOption } from './options.ts';

/** Who sent a document: an app, or nobody. Nonsense in the header counts as nobody. */
export interface Caller {
  readonly app: AppOption | undefined;
}

/** Throws Saleor's `PermissionDenied` unless the caller has one of these. */
export function requirePermission({ app }: Caller, ...permissions: readonly string[]): AppOption {
  if (app && permissions.some(permission => permission === 'AUTHENTICATED_APP' || app.permissions.includes(permission))) return app;
  throw fault(`To access this path, you need one of the following permissions: ${permissions.join(', ')}`, 'PermissionDenied');
}
