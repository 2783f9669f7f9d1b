import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { gatewayFailure, invalidResponse, serviceFailure } from './errors.ts';
import { filledIn, isRecord, type Wire } from './wire.ts';

/** What a service answered, and where in the whole answer it stood (RFC 6901). */
export interface UnionResult {
  readonly result: Wire;
  readonly pointer: string;
  /** False when the result came as JSON inside a text: a pointer cannot reach into it. */
  readonly isReachable: boolean;
}

const INNER = ['queryResult', 'getResult', 'createResult', 'result'] as const;

/**
 * Takes the result out of an answer of either gateway: the outer key ends in `_responce` (JD's spelling) or `_response`, the inner one has four names, and its value
 * is JSON in a text or an object. A code other than success, at any level, is thrown.
 */
export function readEnvelope(body: unknown, method: string): UnionResult {
  if (!isRecord(body)) throw invalidResponse(`${method} sent no object`);
  const refused = body['error_response'] ?? body['errorResponse'];
  if (isRecord(refused)) throw gatewayFailure(method, filledIn(refused['code']) ?? '', wordsOf(refused));
  const prefix = method.replaceAll('.', '_');
  const outerKey = [`${prefix}_responce`, `${prefix}_response`, ...Object.keys(body)].find(
    key => /_respon[cs]e$/.test(key) && isRecord(body[key]),
  );
  if (outerKey === undefined) {
    const code = filledIn(body['code']);
    throw code === undefined ? invalidResponse(`${method} sent an unknown envelope`) : gatewayFailure(method, code, wordsOf(body));
  }
  const outer = body[outerKey] as Wire;
  const innerKey = INNER.find(key => outer[key] !== undefined && outer[key] !== null);
  if (innerKey === undefined) throw gatewayFailure(method, filledIn(outer['code']) ?? '', wordsOf(outer));
  const inner = outer[innerKey];
  const result = typeof inner === 'string' ? parsed(inner, method) : inner;
  if (!isRecord(result)) throw invalidResponse(`${method}: ${innerKey} is no object`);
  const code = filledIn(result['code']);
  if (code !== undefined && code !== '200') throw serviceFailure(method, code, wordsOf(result));
  if (code === undefined && result['data'] === undefined) throw invalidResponse(`${method}: ${innerKey} has neither code nor data`);
  return { result, pointer: `/${outerKey}/${innerKey}`, isReachable: typeof inner !== 'string' };
}

function parsed(text: string, method: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch (cause) {
    throw invalidResponse(`${method}: the result is not JSON`, cause);
  }
}

function wordsOf(wire: Wire): string {
  return filledIn(wire['zh_desc']) ?? filledIn(wire['message']) ?? filledIn(wire['msg']) ?? filledIn(wire['en_desc']) ?? '';
}
