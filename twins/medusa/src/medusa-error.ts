import { json, type TwinResponse } from '@onebasket/twin-kit';

const STATUS = { invalid_data: 400, not_allowed: 400, not_found: 404, unauthorized: 401, conflict: 409 } as const;

/** Medusa's no: `{type, message, code?}` with the status that belongs to the type. */
export class MedusaError extends Error {
  readonly type: keyof typeof STATUS;
  readonly code: string | undefined;

  constructor(type: keyof typeof STATUS, message: string, code?: string) {
    super(message);
    this.name = 'MedusaError';
    this.type = type;
    this.code = code;
  }

  toResponse(): TwinResponse {
    const { type, message, code } = this;
    // Whoever is not let in is not told a type.
    if (type === 'unauthorized') return json(401, { message });
    return json(STATUS[type], { ...(code === undefined ? {} : { code }), type, message });
  }
}
