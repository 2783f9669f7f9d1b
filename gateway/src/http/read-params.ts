import type { IncomingMessage } from 'node:http';
import type { GraphParams } from '../graph-request.ts';
import { HttpRefusal } from './http-refusal.ts';

/** The parameters of a GET request. Throws `HttpRefusal` 400 when they are not what GraphQL over HTTP asks for. */
export function paramsOfUrl(search: URLSearchParams): GraphParams {
  return checked({
    query: search.get('query') ?? undefined,
    variables: jsonOf(search.get('variables'), 'variables'),
    operationName: search.get('operationName') ?? undefined,
    extensions: jsonOf(search.get('extensions'), 'extensions'),
  });
}

/** The parameters of a POST body. Throws `HttpRefusal` 415 for another media type than JSON and 400 for what is not UTF-8, JSON, or a request. */
export function paramsOfBody(request: IncomingMessage, body: Buffer): GraphParams {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';').map(part => part.trim().toLowerCase());
  if (type !== 'application/json')
    throw new HttpRefusal(415, 'BAD_REQUEST', 'Send the request as application/json', { 'accept-post': 'application/json; charset=utf-8' });
  const charset = parameters
    .find(parameter => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new HttpRefusal(415, 'BAD_REQUEST', 'Send the request in UTF-8');
  return checked(jsonOf(textOf(body), 'the body'));
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw badRequest('The body is not UTF-8');
  }
}

function jsonOf(text: string | null, what: string): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${what} is not JSON`);
  }
}

function checked(given: unknown): GraphParams {
  if (Array.isArray(given)) throw badRequest('One operation at a time: batching is off');
  if (!isObject(given)) throw badRequest('The body must be a JSON object with a query');
  const { query, variables, operationName, extensions } = given;
  if (typeof query !== 'string' || query.trim() === '') throw badRequest('query must be a text with an operation');
  if (variables != null && !isObject(variables)) throw badRequest('variables must be an object');
  if (operationName != null && typeof operationName !== 'string') throw badRequest('operationName must be a text');
  if (extensions != null && !isObject(extensions)) throw badRequest('extensions must be an object');
  return { query, variables: variables ?? undefined, operationName: operationName || undefined, extensions: extensions ?? undefined };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badRequest(message: string): HttpRefusal {
  return new HttpRefusal(400, 'BAD_REQUEST', message);
}
