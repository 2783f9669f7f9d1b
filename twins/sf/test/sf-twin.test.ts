import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { javaUrlEncode, messageDigest, startSfTwin, type SfTwin, type SfTwinOptions } from '../src/index.ts';

const ACCOUNT = { partnerId: 'P', checkword: 'demoCheckword01' };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: SfTwinOptions = {}): Promise<SfTwin> {
  const twin = await startSfTwin({ ...ACCOUNT, stepMs: 0, ...options });
  closing.push(() => twin.close());
  return twin;
}

async function ask(twin: SfTwin, message: object, overrides: Record<string, string> = {}) {
  const msgData = JSON.stringify(message);
  const timestamp = '1767225600000';
  const form = new URLSearchParams({
    partnerID: 'P',
    requestID: 'r-1',
    serviceCode: 'EXP_RECE_SEARCH_ROUTES',
    timestamp,
    msgData,
    msgDigest: messageDigest(msgData, timestamp, ACCOUNT.checkword),
    ...overrides,
  });
  const response = await fetch(`${twin.url}/std/service`, { method: 'POST', body: form });
  const platform = (await response.json()) as { apiResultCode: string; apiResultData: string | null };
  const business = JSON.parse(platform.apiResultData ?? 'null') as {
    success: boolean;
    errorCode: string;
    msgData: { routeResps: { mailNo: string; routes: { opCode: string; acceptTime: string }[] }[] };
  };
  return { code: platform.apiResultCode, business };
}

const routes = (number: string, checkPhoneNo = '1234') => ({
  language: '0',
  trackingType: '1',
  trackingNumber: [number],
  methodType: '1',
  checkPhoneNo,
});

test('signs as Java does: vector A', () => {
  const msgData = '{"language":"0","trackingType":"1","trackingNumber":["SF1000000000001"],"methodType":"1","checkPhoneNo":"1234"}';
  expect(messageDigest(msgData, '1767225600000', 'demoCheckword01')).toBe('T6z9Xx5g2tKzCbO9YE4olA==');
});

test('encodes as Java does: vector B', () => {
  const msgData = '{"remark":"a b (c)*~"}';
  expect(javaUrlEncode(`${msgData}1767225600000demoCheckword01`)).toBe(
    '%7B%22remark%22%3A%22a+b+%28c%29*%7E%22%7D1767225600000demoCheckword01',
  );
  expect(messageDigest(msgData, '1767225600000', 'demoCheckword01')).toBe('dQ/hqUgN2tORSebsglfhHg==');
});

test('shows the routes of a known number to whoever knows the phone, nothing to others', async () => {
  const twin = await start();
  await twin.addParcel('SF1', '1234', { moves: false });
  await twin.advance('SF1', '50');
  await twin.advance('SF1', '204');
  expect((await ask(twin, routes('SF1'))).business.msgData.routeResps[0]?.routes.map(route => route.opCode)).toEqual(['50', '204']);
  expect((await ask(twin, routes('SF1', '9999'))).business.msgData.routeResps[0]?.routes).toEqual([]);
  expect((await ask(twin, routes('SF404'))).business).toMatchObject({
    success: true,
    errorCode: 'S0000',
    msgData: { routeResps: [{ mailNo: 'SF404', routes: [] }] },
  });
});

test('moves a parcel by the clock alone, in Beijing time', async () => {
  let at = Date.parse('2026-11-25T00:00:00Z');
  const twin = await start({ stepMs: 60_000, now: () => new Date(at) });
  await twin.addParcel('SF2', '');
  at += 150_000;
  const [answer] = (await ask(twin, routes('SF2'))).business.msgData.routeResps;
  expect(answer?.routes.map(route => [route.opCode, route.acceptTime])).toEqual([
    ['50', '2026-11-25 08:00:00'],
    ['30', '2026-11-25 08:01:00'],
    ['36', '2026-11-25 08:02:00'],
  ]);
});

test('refuses a wrong signature, a missing field, a stranger and too many numbers, each with its code', async () => {
  const twin = await start();
  expect((await ask(twin, routes('SF1'), { msgDigest: 'AAAA' })).code).toBe('A1006');
  expect((await ask(twin, routes('SF1'), { requestID: '' })).code).toBe('A1001');
  expect((await ask(twin, routes('SF1'), { partnerID: 'Q' })).code).toBe('A1004');
  const eleven = { ...routes('SF1'), trackingNumber: Array.from({ length: 11 }, (_, index) => `SF${index}`) };
  expect((await ask(twin, eleven)).business).toMatchObject({ success: false, errorCode: '8003' });
});

test('pushes new events until they are taken', async () => {
  const bodies: string[] = [];
  const taken = Promise.withResolvers<void>();
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => {
      bodies.push(body);
      response.end(bodies.length === 1 ? '{"return_code":"1000"}' : '{"return_code":"0000","return_msg":"成功"}');
      if (bodies.length === 2) taken.resolve();
    });
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  closing.push(async () => receiver.close());
  const twin = await start({ pushUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/push` });
  await twin.addParcel('SF3', '1234');
  await taken.promise;
  expect(bodies[0]).toBe(bodies[1]);
  expect(JSON.parse(bodies[1] ?? '')).toMatchObject({ Body: { WaybillRoute: [{ mailno: 'SF3', opCode: '50' }] } });
});
