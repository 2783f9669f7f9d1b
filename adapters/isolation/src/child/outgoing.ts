import type { BudgetReading, HttpRequest, Signature } from '@onebasket/adapter-sdk';

// What an adapter handed over, in the form that the host accepts: a slip, such as a header that is a number, is mended or thrown back here. Whoever writes to
// the pipe past this is ended.

type Untyped = Readonly<Record<string, unknown>>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A request as data. Throws `TypeError` for what is none. */
export function outgoingRequest(request: HttpRequest): Omit<HttpRequest, 'sign'> {
  const { method: asked, url, headers, body, effect, label, cost } = request as unknown as Untyped;
  const method = METHODS.find(one => one === asked);
  if (!method) throw new TypeError(`call.http: the method must be one of ${METHODS.join(', ')}`);
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw new TypeError('call.http: a body is text or bytes');
  return {
    method,
    url: textOf(url),
    ...(headers ? { headers: textsOf(headers as Untyped) } : {}),
    ...(body === undefined ? {} : { body }),
    ...(effect === 'read' || effect === 'write' ? { effect } : {}),
    ...(label === undefined ? {} : { label: textOf(label).slice(0, 500) }),
    ...(typeof cost === 'number' && Number.isFinite(cost) ? { cost } : {}),
  };
}

/** A signature as data; none at all changes nothing. */
export function outgoingSignature(signature: Signature | undefined): Signature {
  const { url, headers } = (signature ?? {}) as unknown as Untyped;
  return { ...(url === undefined ? {} : { url: textOf(url) }), ...(headers ? { headers: textsOf(headers as Untyped) } : {}) };
}

/** The readings that are numbers; there is nothing to go by in what else a vendor may have sent. */
export function outgoingReading(reading: BudgetReading): BudgetReading {
  return Object.fromEntries(
    Object.entries(reading).filter(([, value]) => typeof value === 'number' && value >= 0 && Number.isFinite(value)),
  );
}

/** Text, and numbers as text. Throws `TypeError` for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof URL || ['number', 'bigint', 'boolean'].includes(typeof value)) return `${value as number}`;
  throw new TypeError(`a text was expected, not ${typeof value}`);
}

function textsOf(headers: Untyped): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, textOf(value)]),
  );
}
