import { AdapterError } from '@onebasket/core';
import { GraphClientError, type Log } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { Answer, GraphRequest } from '../graph-request.ts';
import type { GatewayPlugin } from '../plugin.ts';

/** Codes that say "we do not know what this is". */
const UNKNOWN_CODES = new Set<unknown>([undefined, 'INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR']);

/** What a subgraph may add to an error for the client to act on, besides its code. */
const TOLD_EXTENSIONS = ['limit', 'value', 'retryAfterMs', 'channel', 'argument', 'problems'] as const;

/**
 * Makes errors fit to be shown. One that carries a code of ours goes on with its message; trouble upstream gets `UPSTREAM_…`;
 * anything else is a defect: it is logged with its stack, and the client sees a trace id.
 */
export function maskErrors(log: Log): GatewayPlugin {
  return {
    name: 'mask-errors',
    result(answer, request) {
      const completed = completionErrors(answer);
      const errors = [...(answer.errors ?? []), ...completed].map(error => shown(error, request, log));
      const { valueCompletion: _, ...extensions } = answer.extensions ?? {};
      return {
        ...(errors.length > 0 ? { errors } : {}),
        ...('data' in answer ? { data: answer.data } : {}),
        ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
      };
    },
  };
}

/**
 * The gateway reports nulls where the graph promises a value as an extension only. Where the null reached a nullable field, something
 * that is gone is simply not there; where it took the whole answer along, silence would be a gap.
 */
function completionErrors({ data, extensions }: Answer): readonly GraphQLError[] {
  const found = extensions?.['valueCompletion'];
  return data === null && Array.isArray(found) ? (found as GraphQLError[]) : [];
}

function shown(error: Error, request: GraphRequest, log: Log): GraphQLError {
  const { traceId } = request;
  const at = error instanceof GraphQLError ? { locations: error.locations, path: error.path } : {};
  const answerWith = (message: string, extensions: Readonly<Record<string, unknown>>) => toldAs(message, { ...extensions, traceId }, at);

  const cause = causeOf(error);
  if (cause instanceof AdapterError) {
    const code = `UPSTREAM_${cause.code.toUpperCase().replaceAll('-', '_')}`;
    return answerWith(cause.message, { code, ...(cause.retryAfterMs === undefined ? {} : { retryAfterMs: cause.retryAfterMs }) });
  }
  if (cause instanceof GraphClientError && (cause.reason === 'unavailable' || cause.reason === 'timeout')) {
    return answerWith(cause.message, { code: `UPSTREAM_${cause.reason.toUpperCase()}` });
  }
  const extensions = error instanceof GraphQLError ? error.extensions : {};
  if (!UNKNOWN_CODES.has(extensions['code'])) {
    const told = TOLD_EXTENSIONS.filter(name => name in extensions).map(name => [name, extensions[name]] as const);
    return answerWith(error.message, { ...Object.fromEntries(told), code: extensions['code'] });
  }
  log.error('defect', { traceId, path: at.path?.join('.'), error: cause.stack ?? String(cause) });
  return answerWith(`Something went wrong on our side; the trace id leads to it: ${traceId}`, { code: 'INTERNAL_SERVER_ERROR' });
}

/** What was thrown at the bottom of it, below the layers that located and forwarded it. */
function causeOf(error: Error): Error {
  let cause: Error = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** A fresh error: nothing of the original (stack, nodes, cause) goes along but where it happened. */
function toldAs(
  message: string,
  extensions: Readonly<Record<string, unknown>>,
  at: { readonly locations?: GraphQLError['locations']; readonly path?: GraphQLError['path'] },
): GraphQLError {
  const error = new GraphQLError(message, { path: at.path ?? null, extensions });
  Object.defineProperty(error, 'locations', { value: at.locations, enumerable: true });
  return error;
}
