import { json, type TwinResponse } from '@onebasket/twin-kit';

/** A no, in the protocol's flat form. */
export class AcpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: { readonly param?: string; readonly supported_versions?: readonly string[] };

  constructor(status: number, code: string, message: string, more: AcpError['more'] = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }

  answer(): TwinResponse {
    const type = this.status >= 500 ? 'service_unavailable' : 'invalid_request';
    return json(this.status, { type, code: this.code, message: this.message, ...this.more });
  }
}
