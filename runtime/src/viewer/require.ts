import { GraphQLError } from 'graphql';
import type { Viewer } from './viewer.ts';

function refuse(viewer: Viewer, wanted: string): never {
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
  throw new GraphQLError(`Not allowed: ${wanted}`, { extensions: { code: 'FORBIDDEN' } });
}

/** Throws unless the viewer is staff and, when a role is named, has it (administrators have every role). */
export function requireStaff(viewer: Viewer, role?: string): void {
  if (viewer.kind === 'SERVICE') return;
  if (viewer.kind !== 'STAFF') refuse(viewer, 'this is for staff');
  if (role !== undefined && !viewer.roles.includes(role) && !viewer.roles.includes('admin')) refuse(viewer, `this needs the role ${role}`);
}

/** Throws unless the viewer is an API client with this scope. */
export function requireScope(viewer: Viewer, scope: string): void {
  if (viewer.kind === 'SERVICE') return;
  if (viewer.kind !== 'API_CLIENT' || !viewer.scopes.includes(scope)) refuse(viewer, `this needs the scope ${scope}`);
}
