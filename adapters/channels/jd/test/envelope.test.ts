import { AdapterError } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { readEnvelope } from '../src/index.ts';

const METHOD = 'jd.union.open.goods.query';
const inner = { code: 200, message: 'success', data: [] };

function failureOf(body: unknown): AdapterError {
  try {
    readEnvelope(body, METHOD);
  } catch (error) {
    if (error instanceof AdapterError) return error;
    throw error;
  }
  throw new Error('it was believed');
}

describe('an answer of JD Union', () => {
  it.each([
    ['the new gateway', { jd_union_open_goods_query_responce: { code: '0', queryResult: JSON.stringify(inner) } }],
    ['the older gateway', { jd_union_open_goods_query_response: { code: '0', result: JSON.stringify(inner) } }],
    ['the documentation', { jd_union_open_goods_query_responce: { queryResult: { ...inner, code: '200' } } }],
    ['a get service', { jd_union_open_promotion_common_get_responce: { code: '0', getResult: JSON.stringify(inner) } }],
  ])('is read as %s writes it', (_, body) => {
    expect(readEnvelope(body, METHOD).result).toMatchObject({ message: 'success' });
  });

  it.each([
    ['12', 'unauthorized'],
    ['19', 'unauthorized'],
    ['2', 'rate-limited'],
    ['8', 'misconfigured'],
    ['67', 'unavailable'],
    ['4711', 'invalid-response'],
  ])('refused by the gateway with %s, at HTTP 200, is %s', (code, expected) => {
    expect(failureOf({ error_response: { code, zh_desc: '…' } }).code).toBe(expected);
  });

  it.each([
    [403, 'unauthorized'],
    ['500', 'unavailable'],
    [2001702, 'invalid-response'],
  ])('refused by the service with %s is %s', (code, expected) => {
    const body = { jd_union_open_goods_query_responce: { code: '0', queryResult: JSON.stringify({ code, message: 'no' }) } };
    expect(failureOf(body)).toMatchObject({ code: expected, outcome: 'not-done' });
  });

  it.each([null, [], {}, 'x', { jd_union_open_goods_query_responce: { code: '0', queryResult: '{"half":' } }])(
    '%j is not believed',
    body => {
      expect(failureOf(body).code).toBe('invalid-response');
    },
  );

  it('points at what it was read from, as far as a pointer reaches', () => {
    expect(readEnvelope({ jd_union_open_goods_query_responce: { queryResult: inner } }, METHOD)).toMatchObject({
      pointer: '/jd_union_open_goods_query_responce/queryResult',
      isReachable: true,
    });
  });
});
