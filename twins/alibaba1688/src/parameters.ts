import { ApiError, GatewayError } from './api-error.ts';

/** The form of one call. */
export class Parameters {
  readonly #form: URLSearchParams;

  constructor(form: URLSearchParams) {
    this.#form = form;
  }

  text(name: string): string | undefined {
    return this.#form.get(name) || undefined;
  }

  needed(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new GatewayError(400, 'gw.ParamMissing', `The required parameter ${name} is missing`);
    return value;
  }

  /** JSON in a field. Ids beyond 2^53 come as texts. */
  json(name: string): unknown {
    try {
      return JSON.parse(this.needed(name).replace(/([[:,]\s*)(\d{16,})/g, '$1"$2"'));
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      throw new ApiError('400', `${name} is not JSON`);
    }
  }

  object(name: string): Readonly<Record<string, unknown>> {
    const value = this.json(name);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError('400', `${name} is no object`);
    return value as Readonly<Record<string, unknown>>;
  }

  list(name: string): readonly unknown[] {
    const value = this.json(name);
    if (!Array.isArray(value)) throw new ApiError('400', `${name} is no list`);
    return value;
  }

  whole(name: string, otherwise: number): number {
    const value = this.text(name);
    if (value === undefined) return otherwise;
    if (!/^\d{1,12}$/.test(value)) throw new ApiError('400', `${name} is no number`);
    return Number(value);
  }
}
