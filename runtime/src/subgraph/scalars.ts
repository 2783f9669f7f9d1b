import { isCountryCode, isCurrencyCode, isDecimal } from '@onebasket/core';
import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';

function textScalar(name: string, accepts: (text: string) => boolean, wanted: string): GraphQLScalarType<string, string> {
  const check = (value: unknown, seen = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${name} must be ${wanted}; got ${seen}`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: value => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: check,
    parseLiteral: node => (node.kind === Kind.STRING ? check(node.value) : check(undefined, print(node).slice(0, 40))),
  });
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

function isInstant(text: string): boolean {
  const day = RFC3339.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  // Date.parse takes February 30th for March 2nd; a day that exists comes back as it was written.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Stricter than `URL`, which drops blanks and line breaks and takes backslashes for slashes. */
function isUrl(text: string): boolean {
  return text.length <= 4000 && /^https?:\/\/[^\s\p{Cc}\\]+$/iu.test(text) && URL.canParse(text);
}

/** The graph's scalars with the rules of behaviour.md, "Values". */
export const scalarResolvers: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: textScalar('DateTime', isInstant, 'an RFC 3339 instant with offset, such as "2026-11-25T08:00:00Z"'),
  Decimal: textScalar('Decimal', isDecimal, 'plain digits with at most one point, 18 before and 8 after it, as a string such as "12.30"'),
  CurrencyCode: textScalar('CurrencyCode', isCurrencyCode, 'an upper-case ISO 4217 code such as "EUR"'),
  CountryCode: textScalar('CountryCode', isCountryCode, 'an upper-case ISO 3166-1 alpha-2 code such as "DE"'),
  URL: textScalar('URL', isUrl, 'an absolute http or https address'),
};
