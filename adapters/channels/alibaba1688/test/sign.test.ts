import { makeCall, makeConnection } from '@onebasket/adapter-testkit';
import { expect, it } from 'vitest';
import { alibaba1688, aopSignature, pushSignature } from '../src/index.ts';

const SECRET = 'demo-secret-0001';
const PATH = 'param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/1234567';

it('signs the computed example of the reference', () => {
  const fields = { webSite: '1688', orderId: '1000000000000000001', access_token: 'tok-1', _aop_timestamp: '1767294245000' };
  expect(aopSignature(PATH, fields, SECRET)).toBe('C0E62152D5D75D1A26AF8D020FACC7B9B2872C94');
  expect(aopSignature(PATH, { ...fields, _aop_signature: 'old' }, SECRET)).toBe('C0E62152D5D75D1A26AF8D020FACC7B9B2872C94');
});

it('sorts joined texts, not names: they differ when one name begins with another', () => {
  const text = (fields: Record<string, string>) => aopSignature('', fields, SECRET);
  expect(text({ ab: '1', a: 'c' })).toBe(text({ ab1ac: '' }));
});

it('signs a push without a path', () => {
  expect(pushSignature({ message: '{"type":"DEMO","data":{"orderId":1}}' }, SECRET)).toBe('A50D5C1E31DED49B72B3FEBCDC0EA83596AB5794');
});

it('signs exactly the form that it sends, and uses the token of the connected account before a fixed one', async () => {
  const settings = { appKey: '1234567', appSecret: SECRET, accessToken: 'fixed', baseUrl: 'https://gw.example/openapi/' };
  const call = makeCall(() => ({ body: { result: [] } }), { settings, credentials: { accessToken: 'connected' } });
  await alibaba1688.capabilities.health?.check(call);
  const [sent] = call.sent;
  const { _aop_signature: signature, ...fields } = Object.fromEntries(new URLSearchParams(String(sent?.body)));
  expect(sent?.path).toBe('/openapi/param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/1234567');
  expect(fields['access_token']).toBe('connected');
  expect(signature).toBe(aopSignature(sent?.path.replace('/openapi/', '') ?? '', fields, SECRET));
  expect(String(sent?.body)).not.toContain(SECRET);
});

it('asks for the account to be connected when there is no token', async () => {
  const call = makeCall(() => ({ body: {} }), { settings: { appKey: '1', appSecret: SECRET } });
  await expect(alibaba1688.capabilities.health?.check(call)).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
  expect(call.sent).toEqual([]);
});

it('sends the owner to the consent page of 1688', () => {
  const url = alibaba1688.capabilities.authorisation?.authorizeUrl(
    { redirectUri: 'https://shop.example/back?a=1', state: 's t' },
    makeConnection({ appKey: '1234567', appSecret: SECRET }),
  );
  expect(url).toBe(
    'https://auth.1688.com/oauth/authorize?client_id=1234567&site=1688&redirect_uri=https%3A%2F%2Fshop.example%2Fback%3Fa%3D1&state=s+t',
  );
});
