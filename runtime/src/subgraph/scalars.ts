import { isCountryCode, isCurrencyCode, isDecimal } from '@onebasket/core';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function textScalar(name: string, accepts: (text: string) => boolean, wanted: string): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    const seen = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value;
    throw new GraphQLError(`${name} must be ${wanted}; got ${seen}`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: value => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: check,
    parseLiteral: node => check(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

function isUrl(text: string): boolean {
  return text.length <= 4000 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The graph's scalars with the rules of behaviour.md, "Values". */
export const scalarResolvers: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: textScalar(
    'DateTime',
    text => RFC3339.test(text) && !Number.isNaN(Date.parse(text)),
    'an RFC 3339 instant with offset, such as "2026-11-25T08:00:00Z"',
  ),
  Decimal: textScalar('Decimal', isDecimal, 'plain digits with at most one point, 18 before and 8 after it, as a string such as "12.30"'),
  CurrencyCode: textScalar('CurrencyCode', isCurrencyCode, 'an upper-case ISO 4217 code such as "EUR"'),
  CountryCode: textScalar('CountryCode', isCountryCode, 'an upper-case ISO 3166-1 alpha-2 code such as "DE"'),
  URL: textScalar('URL', isUrl, 'an absolute http or https address'),
};
