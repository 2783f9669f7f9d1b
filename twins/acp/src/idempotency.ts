import type { TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import { AcpError } from './acp-error.ts';

/** Answers by key and path: the same key with the same body is answered as before, with another body it is a conflict. 5xx are not kept. */
export class Idempotency {
  readonly #kept = new Map<string, { readonly body: string; readonly response: TwinResponse }>();

  answer(request: TwinRequest, work: () => TwinResponse): TwinResponse {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key === '') throw new AcpError(400, 'idempotency_key_required', 'Idempotency-Key header is required');
    if (key.length > 255) throw new AcpError(400, 'invalid', 'Idempotency-Key is too long');
    const name = `${request.path} ${key}`;
    const body = request.body.toString('utf8');
    const kept = this.#kept.get(name);
    if (kept && kept.body !== body)
      throw new AcpError(422, 'idempotency_conflict', 'Idempotency-Key has already been used with a different request body');
    if (kept) return { ...kept.response, headers: { ...kept.response.headers, 'idempotent-replayed': 'true' } };
    const response = work();
    if (response.status < 500) this.#kept.set(name, { body, response });
    return response;
  }
}
