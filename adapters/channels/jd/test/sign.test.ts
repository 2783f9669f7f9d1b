import { describe, expect, it } from 'vitest';
import { signUnion } from '../src/index.ts';

describe('the signature of JD Union', () => {
  const parameters = {
    '360buy_param_json': '{"goodsReqDTO":{"keyword":"保温杯","pageIndex":1,"pageSize":20,"sceneId":1}}',
    app_key: 'jdkey01',
    format: 'json',
    method: 'jd.union.open.goods.query',
    sign_method: 'md5',
    timestamp: '2026-01-02 03:04:05',
    v: '1.0',
  };

  it('is that of the computed example', () => {
    expect(signUnion(parameters, 'demo-secret-0001')).toBe('B22F6710D2E06B9DE08421F034C3C19D');
  });

  it('depends neither on the order of the parameters nor on a sign among them', () => {
    const turned = Object.fromEntries([...Object.entries(parameters), ['sign', 'old']].reverse()) as Record<string, string>;
    expect(signUnion(turned, 'demo-secret-0001')).toBe('B22F6710D2E06B9DE08421F034C3C19D');
  });
});
