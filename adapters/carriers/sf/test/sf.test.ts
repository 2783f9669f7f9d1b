import { createServer } from 'node:http';
import { createRegistry } from '@onebasket/adapter-registry';
import { makeConnection } from '@onebasket/adapter-testkit';
import { AdapterError } from '@onebasket/core';
import { afterEach, describe, expect, it } from 'vitest';
import { javaUrlEncode, meaningOf, msgDigest, sf } from '../src/index.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that gives one answer; returns the connection to it and the forms it was sent. */
async function carrier(answer: { readonly status?: number; readonly body: string }) {
  const forms: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => {
      forms.push(new URLSearchParams(body));
      response.writeHead(answer.status ?? 200).end(answer.body);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const settings = {
    baseUrl: `http://127.0.0.1:${port}/std/service`,
    partnerId: 'P',
    checkword: 'demoCheckword01',
    pushToken: 'a-long-push-token',
  };
  const registry = createRegistry({
    connections: [{ kind: 'carrier', config: { id: 'sf', adapter: 'sf', settings } }],
    adapters: [sf],
    log: quiet,
  });
  closers.push(
    () => registry.close(),
    () => new Promise(resolve => server.close(resolve)),
  );
  const connection = registry.carrier('sf');
  if (!connection) throw new Error('no carrier');
  return {
    connection,
    forms,
    track: (trackingNumber = 'SF1234567890123') =>
      connection.run('tracking', (tracking, call) => tracking.track({ trackingNumber, phoneLast4: '1234' }, call), { deadlineMs: 3_000 }),
  };
}

const business = (data: object) =>
  JSON.stringify({ apiErrorMsg: '', apiResponseID: 'x', apiResultCode: 'A1000', apiResultData: JSON.stringify(data) });
const found = (routes: object[]) =>
  business({ success: true, errorCode: 'S0000', errorMsg: null, msgData: { routeResps: [{ mailNo: 'SF1234567890123', routes }] } });

describe('signature', () => {
  it('agrees with the vectors of the reference', () => {
    const message = '{"language":"0","trackingType":"1","trackingNumber":["SF1000000000001"],"methodType":"1","checkPhoneNo":"1234"}';
    expect(msgDigest(message, '1767225600000', 'demoCheckword01')).toBe('T6z9Xx5g2tKzCbO9YE4olA==');
    expect(javaUrlEncode('{"remark":"a b (c)*~"}1767225600000demoCheckword01')).toBe(
      '%7B%22remark%22%3A%22a+b+%28c%29*%7E%22%7D1767225600000demoCheckword01',
    );
    expect(msgDigest('{"remark":"a b (c)*~"}', '1767225600000', 'demoCheckword01')).toBe('dQ/hqUgN2tORSebsglfhHg==');
  });

  it('is made over exactly what is sent', async () => {
    const { track, forms } = await carrier({ body: found([]) });
    await track();
    const [form] = forms;
    expect(form?.get('msgDigest')).toBe(msgDigest(form?.get('msgData') ?? '', form?.get('timestamp') ?? '', 'demoCheckword01'));
  });
});

describe('tracking', () => {
  it('reads routes in Beijing time; bookkeeping and unknown codes move nothing', async () => {
    const { track } = await carrier({
      body: found([
        { acceptTime: '2026-01-01 08:00:00', acceptAddress: '深圳', remark: '已收件', opCode: '50' },
        { acceptTime: '2026-01-02 09:00:00', acceptAddress: '上海', remark: '正在派送', opCode: 44 },
        { acceptTime: '2026-01-02 10:00:00', remark: '订单完成', opCode: '8000' },
        { acceptTime: '2026-01-02 10:00:01', remark: '?', opCode: '9999' },
        { acceptTime: 'never', remark: 'no time', opCode: '80' },
      ]),
    });
    expect(await track()).toMatchObject({
      status: 'found',
      events: [
        { at: '2026-01-01T08:00:00+08:00', status: 'PICKED_UP', changesStatus: true, location: '深圳', code: '50' },
        { status: 'OUT_FOR_DELIVERY', code: '44' },
        { status: 'UNKNOWN', changesStatus: false, code: '8000' },
        { status: 'UNKNOWN', changesStatus: false, code: '9999' },
      ],
    });
  });

  it('prefers the secondary code', () => {
    expect(meaningOf('31', '401', '')).toEqual({ status: 'DELIVERED' });
    expect(meaningOf('204', undefined, '')).toEqual({ status: 'OUT_FOR_DELIVERY' });
    expect(meaningOf('1', '204', '')).toEqual({ status: 'IN_TRANSIT', subStatus: 'CUSTOMS_PROCESSING' });
  });

  it('refuses what SF does not know', async () => {
    for (const body of [found([]), business({ success: false, errorCode: '8024', errorMsg: '未找到' })]) {
      const { track } = await carrier({ body });
      expect(await track()).toMatchObject({ status: 'refused', reason: 'not-found' });
    }
  });

  it('turns trouble into a typed failure', async () => {
    const cases = [
      [{ body: '<html>busy</html>' }, 'invalid-response'],
      [{ body: '{"apiResultCode":"A10' }, 'invalid-response'],
      [{ body: JSON.stringify({ apiResultCode: 'A1006', apiErrorMsg: '数字签名错误' }) }, 'unauthorized'],
      [{ body: JSON.stringify({ apiResultCode: 'A1005' }) }, 'rate-limited'],
      [{ body: business({ success: true, errorCode: 'S0000', msgData: {} }) }, 'invalid-response'],
      [{ status: 500, body: 'x' }, 'unavailable'],
    ] as const;
    for (const [answer, code] of cases) {
      const { track } = await carrier(answer);
      const error = await track().catch((caught: unknown) => caught);
      expect(error, answer.body).toBeInstanceOf(AdapterError);
      expect((error as AdapterError).code, answer.body).toBe(code);
      expect((error as AdapterError).message).not.toContain('demoCheckword01');
    }
  });
});

describe('push', () => {
  const request = (path: string, body: string) => ({ method: 'POST', path, headers: {}, body: Buffer.from(body) });
  const body = JSON.stringify({
    Body: {
      WaybillRoute: [
        { id: '7', mailno: 'SF1234567890123', acceptTime: '2026-01-03 12:00:00', acceptAddress: '上海', remark: '已签收', opCode: '80' },
      ],
    },
  });

  it('is believed only at the address with the token', async () => {
    const { connection } = await carrier({ body: '' });
    expect(await connection.verifyWebhook(request('/hooks/sf/a-long-push-token', body))).toBe(true);
    expect(await connection.verifyWebhook(request('/hooks/sf/another', body))).toBe(false);
    expect(await connection.verifyWebhook(request('/hooks/sf', body))).toBe(false);
  });

  it('becomes scans, and is acknowledged in the words that SF wants', () => {
    const webhooks = sf.capabilities.webhooks;
    expect(webhooks?.parse(request('/', body), makeConnection())).toMatchObject([
      { kind: 'parcel-changed', deliveryId: 'SF1234567890123:7', tracking: { events: [{ status: 'DELIVERED' }] } },
    ]);
    expect(webhooks?.acknowledge?.(true).body).toBe('{"return_code":"0000","return_msg":"成功"}');
    expect(() => webhooks?.parse(request('/', 'x'), makeConnection())).toThrow(AdapterError);
  });

  it('tells two pushes apart whose ids differ in the last digit of a long number', () => {
    const route = '"mailno":"SF1","acceptTime":"2026-01-03 12:00:00","opCode":"80"';
    const two = `{"Body":{"WaybillRoute":[{"id":9007199254740993,${route}},{"id":9007199254740992,${route}}]}}`;
    expect(sf.capabilities.webhooks?.parse(request('/', two), makeConnection()).map(({ deliveryId }) => deliveryId)).toEqual([
      'SF1:9007199254740993',
      'SF1:9007199254740992',
    ]);
  });
});
