import { json, type TwinResponse } from '@onebasket/twin-kit';

/** A no of the REST APIs, in their envelope. */
export class EbayError extends Error {
  readonly status: number;
  readonly errorId: number;
  readonly domain: string;
  readonly category: 'APPLICATION' | 'BUSINESS' | 'REQUEST';

  constructor(status: number, errorId: number, message: string, domain = 'API_BROWSE', category: EbayError['category'] = 'REQUEST') {
    super(message);
    this.status = status;
    this.errorId = errorId;
    this.domain = domain;
    this.category = category;
  }

  answer(): TwinResponse {
    const { errorId, domain, category, message } = this;
    return json(this.status, { errors: [{ errorId, domain, category, message, longMessage: message, parameters: [] }] });
  }
}
