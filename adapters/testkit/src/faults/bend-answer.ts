import { isLosslessNumber, LosslessNumber, parseLosslessJson, stringifyLosslessJson } from '@onebasket/adapter-sdk';
import { isCurrencyCode } from '@onebasket/core';

/** Answers that come whole and in time, and say what no vendor should say. */
export const BENDS = ['unknown-value', 'unknown-currency', 'wrong-currency', 'negative-price'] as const;
export type Bend = (typeof BENDS)[number];

const STATE = /(status|state|type|typename|availability|stocklevel|opcode|statuscode)$/i;
const MONEY = /(price|total|subtotal|amount|cost|fee|tax|withtax|pricewithtax)$/i;
const CURRENCY = /currency(_?code)?$/i;

/** The JSON of an answer with every value of one kind replaced, in JSON inside of texts too; other answers stay as they are. */
export function bendAnswer(body: Buffer, bend: Bend): Buffer {
  const text = body.toString('utf8');
  const bent = bendText(text, bend);
  return bent === text ? body : Buffer.from(bent);
}

function bendText(text: string, bend: Bend): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return stringifyLosslessJson(bendValue(parseLosslessJson(text), '', bend)) ?? text;
  } catch {
    return text;
  }
}

/** `name` is what the value is called: its key, or for the `value` of a named setting the setting's own name, or for the `code` beside a symbol "currency". */
function bendValue(value: unknown, name: string, bend: Bend): unknown {
  if (Array.isArray(value)) return value.map(item => bendValue(item, name, bend));
  if (typeof value === 'object' && value !== null && !isLosslessNumber(value)) {
    const { id } = value as { readonly id?: unknown };
    const nameOf = (key: string) => {
      if (key === 'code' && 'symbol' in value) return 'currency';
      return key === 'value' ? (typeof id === 'string' ? id : name) : key;
    };
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bendValue(member, nameOf(key), bend)]));
  }
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return bendText(value, bend);
  return bendLeaf(value, name, bend);
}

function bendLeaf(value: unknown, name: string, bend: Bend): unknown {
  switch (bend) {
    case 'unknown-value':
      return typeof value === 'string' && STATE.test(name) ? 'quantum' : value;
    case 'unknown-currency':
      return isCurrency(value, name) ? 'QQQ' : value;
    case 'wrong-currency':
      return isCurrency(value, name) ? (value === 'CHF' ? 'SEK' : 'CHF') : value;
    case 'negative-price':
      return MONEY.test(name) ? negative(value) : value;
  }
}

function isCurrency(value: unknown, name: string): boolean {
  return typeof value === 'string' && CURRENCY.test(name) && isCurrencyCode(value);
}

function negative(value: unknown): unknown {
  if (isLosslessNumber(value)) return Number(value.toString()) > 0 ? new LosslessNumber(`-${value.toString()}`) : value;
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) && Number(value) > 0 ? `-${value}` : value;
}
