import { Type, type TString } from 'typebox';

/** A setting that never reaches a log, a message or the graph; written as `${ENV_NAME}` in configuration. */
export function secret(options: { description: string; minLength?: number }): TString {
  return Type.String({ minLength: 1, ...options, secret: true });
}

/** A currency of the ISO 4217 list, so that a slip stops the start instead of the first order. */
export function currencyCode(description: string): TString {
  return Type.String({ format: 'currency', description });
}

/** The vendor's base address, always a setting so that a twin, a recording proxy or a regional host can stand in. */
export function baseUrl(description: string): TString {
  return Type.String({ format: 'uri', pattern: '^https?://', description });
}
