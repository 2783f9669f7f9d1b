import { createHash } from 'node:crypto';
import { parseDictionary, serializeInnerList, serializeItem, type BareItem, type InnerList } from 'structured-headers';
import type { PublishedKey, SigningKey } from './keys.ts';
import { signBytes, verifyBytes } from './signature.ts';

/** A request as both ends see it. Header names are in lower case. */
export interface SignedRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}

/** Why a signature does not count; the protocol's own words. */
export type SignatureFault =
  'signature_missing' | 'signature_invalid' | 'key_not_found' | 'algorithm_unsupported' | 'digest_mismatch' | 'coverage_insufficient';

const LABEL = 'sig1';

/** `Content-Digest` of RFC 9530 over the raw bytes. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/**
 * The headers that sign a request by RFC 9421 as the protocol wants it: method, authority, path, query, and what of `ucp-agent`, `idempotency-key` and
 * body is there. `created` is in seconds.
 */
export function signRequest(
  request: SignedRequest,
  { key, keyId }: SigningKey,
  { created }: { readonly created?: number } = {},
): Readonly<Record<string, string>> {
  const hasBody = request.body !== undefined && request.body.length > 0;
  const digest = hasBody ? { 'content-digest': contentDigest(request.body) } : {};
  const headers: Readonly<Record<string, string>> = { ...request.headers, ...digest };
  const components = coveredBy({ ...request, headers });
  const parameters = new Map<string, BareItem>([...(created === undefined ? [] : [['created', created] as const]), ['keyid', keyId]]);
  const input: InnerList = [components.map(name => [name, new Map()]), parameters];
  const signature = signBytes(Buffer.from(signatureBase({ ...request, headers }, input)), key);
  return { ...digest, 'signature-input': `${LABEL}=${serializeInnerList(input)}`, signature: `${LABEL}=:${signature.toString('base64')}:` };
}

/** What the key holder signs. Throws `RangeError` when the request lacks a component that is named. */
export function signatureBase(request: SignedRequest, input: InnerList): string {
  const lines = input[0].map(item => {
    const [name, parameters] = item;
    const value = typeof name === 'string' ? componentValue(request, name, parameters) : undefined;
    if (value === undefined) throw new RangeError(`the request has no ${serializeItem(item)}`);
    return `${serializeItem(item)}: ${value}`;
  });
  return [...lines, `"@signature-params": ${serializeInnerList(input)}`].join('\n');
}

/** Whether one of the request's signatures is by one of these keys and covers everything that matters; `undefined` when so, else why not. */
export function verifyRequest(request: SignedRequest, keys: readonly PublishedKey[], now: Date): SignatureFault | undefined {
  const inputs = dictionary(request.headers['signature-input']);
  const signatures = dictionary(request.headers['signature']);
  if (inputs.size === 0 || signatures.size === 0) return 'signature_missing';
  let fault: SignatureFault = 'signature_missing';
  for (const [label, input] of inputs) {
    const signature = signatures.get(label)?.[0];
    if (!isInnerList(input) || !(signature instanceof ArrayBuffer)) continue;
    const found = faultOf(request, input, new Uint8Array(signature), keys, now);
    if (found === undefined) return undefined;
    fault = found;
  }
  return fault;
}

function faultOf(
  request: SignedRequest,
  input: InnerList,
  signature: Uint8Array,
  keys: readonly PublishedKey[],
  now: Date,
): SignatureFault | undefined {
  const [components, parameters] = input;
  const published = keys.find(({ keyId }) => keyId === parameters.get('keyid'));
  if (!published) return 'key_not_found';
  if (!published.key) return 'algorithm_unsupported';
  const covered = new Set(components.map(([name]) => name));
  if (!coveredBy(request).every(name => covered.has(name))) return 'coverage_insufficient';
  const expires = parameters.get('expires');
  if (typeof expires === 'number' && expires * 1000 < now.getTime()) return 'signature_invalid';
  if (covered.has('content-digest') && !hasDigest(request)) return 'digest_mismatch';
  try {
    return verifyBytes(Buffer.from(signatureBase(request, input)), published.key, signature) ? undefined : 'signature_invalid';
  } catch {
    return 'signature_invalid';
  }
}

/** What a signature of this request has to cover, in the protocol's order. */
function coveredBy({ url, headers, body }: SignedRequest): readonly string[] {
  const fields = ['ucp-agent', 'signature-agent', 'idempotency-key'].filter(name => headers[name] !== undefined);
  return [
    '@method',
    '@authority',
    '@path',
    ...(new URL(url).search === '' ? [] : ['@query']),
    ...fields,
    ...(body !== undefined && body.length > 0 ? ['content-digest', 'content-type'] : []),
  ];
}

function hasDigest({ headers, body }: SignedRequest): boolean {
  const sent = dictionary(headers['content-digest']).get('sha-256')?.[0];
  const digest = createHash('sha256')
    .update(body ?? new Uint8Array())
    .digest();
  return sent instanceof ArrayBuffer && digest.equals(new Uint8Array(sent));
}

function componentValue(
  { method, url, headers }: SignedRequest,
  name: string,
  parameters: ReadonlyMap<string, unknown>,
): string | undefined {
  const { host, pathname, search, protocol, href } = new URL(url);
  switch (name) {
    case '@method':
      return method.toUpperCase();
    case '@authority':
      return host.toLowerCase();
    case '@path':
      return pathname;
    case '@query':
      return search || '?';
    case '@scheme':
      return protocol.slice(0, -1);
    case '@target-uri':
      return href;
    case '@request-target':
      return pathname + search;
  }
  const value = headers[name]?.trim().replace(/\s*\n\s*/g, ' ');
  const member = parameters.get('key');
  if (typeof member !== 'string') return parameters.size === 0 ? value : undefined;
  // One member of a dictionary, as Web Bot Auth signs `signature-agent`.
  return new RegExp(`(?:^|,)\\s*${escaped(member)}=((?:"(?:[^"\\\\]|\\\\.)*"|[^,"])*)`).exec(value ?? '')?.[1]?.trim();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function dictionary(header: string | undefined): ReadonlyMap<string, InnerList | readonly [BareItem, unknown]> {
  try {
    return parseDictionary(header ?? '');
  } catch {
    return new Map();
  }
}

function isInnerList(member: InnerList | readonly [BareItem, unknown]): member is InnerList {
  return Array.isArray(member[0]);
}
