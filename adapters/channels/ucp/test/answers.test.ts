import { makeCall, type Reply } from '@onebasket/adapter-testkit';
import { describe, expect, it } from 'vitest';
import { invoke, isDone } from '../src/client.ts';
import { discover } from '../src/discovery.ts';
import { messagesOf, reasonOf, toRefusal } from '../src/errors.ts';
import { handOverCart } from '../src/hand-over-cart.ts';
import { OPERATIONS } from '../src/operations.ts';

const SETTINGS = { baseUrl: 'https://shop.example.com', platformProfileUrl: 'https://us.example.com/ucp' };

/** What one operation says of this answer. */
async function ask(transport: 'rest' | 'mcp', reply: Reply, operation: keyof typeof OPERATIONS = 'completeCheckout', change: object = {}) {
  const services = { 'dev.ucp.shopping': [{ transport, endpoint: 'https://shop.example.com/ucp' }] };
  const profile = { ucp: { version: '2026-04-08', services, capabilities: {}, ...change } };
  const call = makeCall(({ path }) => (path.startsWith('/.well-known') ? { body: profile } : reply), { settings: SETTINGS });
  return invoke(call, await discover(call), OPERATIONS[operation], { id: 'chk_1', payload: {} });
}

describe('an answer over MCP', () => {
  const rpc = (answer: object): Reply => ({ body: { jsonrpc: '2.0', id: '1', ...answer } });

  it('is read bare, under the name of its resource, as text, and out of a stream', async () => {
    const session = { ucp: { version: '2026-04-08' }, id: 'chk_1' };
    const stream = `event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\ndata: ${JSON.stringify({ id: 1, result: { structuredContent: session } })}\n\n`;
    const replies: readonly (readonly [Reply, string])[] = [
      [rpc({ result: { structuredContent: session } }), '/result/structuredContent'],
      [rpc({ result: { structuredContent: { checkout: session } } }), '/result/structuredContent/checkout'],
      [rpc({ result: { content: [{ type: 'text', text: JSON.stringify(session) }] } }), '/result/content/0/text'],
      [{ headers: { 'content-type': 'text/event-stream' }, body: stream }, '/result/structuredContent'],
    ];
    for (const [reply, pointer] of replies) {
      const answer = await ask('mcp', reply);
      expect(answer).toMatchObject({ status: 200, body: { id: 'chk_1' }, raw: { pointer } });
      expect(isDone(answer)).toBe(true);
    }
  });

  it('that is an error of the protocol is told by its code, and leaves a write in doubt only where nothing says that it was not done', async () => {
    const error = (code: number, data?: object) => ask('mcp', rpc({ error: { code, message: 'no', ...(data ? { data } : {}) } }));
    await expect(error(-32000, { code: 'signature_invalid' })).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
    await expect(error(-32000, { code: 'rate_limited' })).rejects.toMatchObject({ code: 'rate-limited', outcome: 'not-done' });
    await expect(error(-32000)).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    await expect(error(-32603)).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(await error(-32000, { code: 'idempotency_conflict' })).toMatchObject({ status: 409 });
    expect(await error(-32602)).toMatchObject({ status: 400 });
  });

  it('that is nothing readable leaves a write in doubt', async () => {
    await expect(ask('mcp', { body: '<html>' })).rejects.toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    await expect(ask('mcp', rpc({ result: {} }))).rejects.toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    await expect(ask('mcp', rpc({ result: {} }), 'getCheckout')).rejects.toMatchObject({ outcome: 'not-done' });
  });
});

describe('a no', () => {
  it('over REST is read from plain text too, and from a good status with an error inside', async () => {
    expect(await ask('rest', { status: 422, body: '✖ Invalid input' })).toMatchObject({ status: 422, body: {} });
    const answer = await ask('rest', {
      body: { ucp: { status: 'error' }, messages: [{ type: 'error', code: 'out_of_stock', content: 'gone' }] },
    });
    expect(isDone(answer)).toBe(false);
    expect(toRefusal(answer.messages)).toMatchObject({ reason: 'out-of-stock', message: 'gone' });
  });

  it('is read in all its forms, and never says back what we sent', () => {
    const forms: readonly object[] = [
      { detail: 'Insufficient stock', code: 'OUT_OF_STOCK' },
      { code: 'out_of_stock', content: 'Insufficient stock' },
      { messages: [{ type: 'error', code: 'out_of_stock', content: 'Insufficient stock', severity: 'recoverable' }] },
      { detail: { errors: [{ code: 'OUT_OF_STOCK', message: 'Insufficient stock' }] } },
    ];
    for (const form of forms) {
      const [message] = messagesOf(form as Readonly<Record<string, unknown>>);
      expect(reasonOf(message?.code ?? '')).toBe('out-of-stock');
      expect(message?.content).toBe('Insufficient stock');
    }
    const echo = messagesOf({ detail: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: { email: 'ada@buyer.test' } }] });
    expect(JSON.stringify(echo)).not.toContain('ada');
  });

  it('is about the line that its path names', () => {
    const messages = messagesOf({
      messages: [{ type: 'error', code: 'out_of_stock', path: '$.line_items[1].quantity', content: 'two left' }],
    });
    expect(toRefusal(messages, [{ externalId: 'a' }, { externalId: 'b' }])).toMatchObject({ reason: 'out-of-stock', externalIds: ['b'] });
  });
});

describe('a merchant that did not hear us', () => {
  it.each([
    [422, { code: 'version_unsupported', content: 'no' }, 'misconfigured'],
    [400, { detail: { errors: [{ code: 'VERSION_UNSUPPORTED', message: 'no' }] } }, 'misconfigured'],
    [424, { code: 'profile_unreachable', content: 'no' }, 'misconfigured'],
    [403, { code: 'profile_not_trusted', content: 'no' }, 'unauthorized'],
    [200, { ucp: { status: 'error' }, messages: [{ type: 'error', code: 'capabilities_incompatible', content: 'no' }] }, 'unsupported'],
    [401, { code: 'signature_invalid', content: 'no' }, 'unauthorized'],
    [429, { code: 'rate_limited', content: 'no' }, 'rate-limited'],
  ])('did nothing: %i %j', async (status, body, code) => {
    await expect(ask('rest', { status, body })).rejects.toMatchObject({ code, outcome: 'not-done' });
  });

  it('may have done what it answers 503 to', async () => {
    await expect(ask('rest', { status: 503, headers: { 'retry-after': '7' }, body: {} })).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'unknown',
      retryAfterMs: 7000,
    });
  });
});

describe('ids', () => {
  it('beyond 2^53 keep every digit', async () => {
    const answer = await ask('rest', { body: '{"id": 9007199254740993}' });
    expect(String(answer.body['id'])).toBe('9007199254740993');
  });
});

describe('a merchant without checkout', () => {
  it('takes a whole basket in an address, where it offers that alone', async () => {
    const capabilities = { 'dev.ucp.shopping.permalink': [{ config: { endpoint: 'https://shop.example.com/cart/' } }] };
    const services = { 'dev.ucp.shopping': [{ transport: 'rest', endpoint: 'https://shop.example.com/ucp' }] };
    const call = makeCall(() => ({ body: { ucp: { version: '2026-08-25', services, capabilities } } }), { settings: SETTINGS });
    const lines = [
      { externalId: 'a/1', quantity: 2 },
      { externalId: 'b', quantity: 1 },
    ];
    expect(await handOverCart(call, await discover(call), { lines, optionIds: [] })).toEqual({
      status: 'handoff',
      url: 'https://shop.example.com/cart/a%2F1:2,b:1',
    });
  });
});
