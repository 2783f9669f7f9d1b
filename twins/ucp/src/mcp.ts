import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { enter, isOffered, type Behind } from './door.ts';
import { refusalView } from './refusals.ts';
import { OPERATION_NAMES, type OperationName } from './service.ts';
import { isJson, No, textOf, type Json } from './state.ts';

const PROTOCOL = { error: -32000, discovery: -32001, method: -32601, params: -32602, request: -32600 } as const;

/** The tools of the merchant: JSON-RPC over plain HTTP. Outcomes are results, whatever they are; what keeps a request from being heard is an error. */
export async function answerMcp(behind: Behind, request: TwinRequest): Promise<TwinResponse> {
  const message = parsed(request.body.toString('utf8'));
  const id = message?.['id'] ?? null;
  const reply = (answer: Json) => send(behind, { jsonrpc: '2.0', id, ...answer });
  if (!message || message['jsonrpc'] !== '2.0') return reply({ error: { code: PROTOCOL.request, message: 'Invalid Request' } });
  const params = isJson(message['params']) ? message['params'] : {};
  const operation = OPERATION_NAMES.find(name => name === params['name'] && name !== 'put_order');
  if (message['method'] !== 'tools/call' || !operation || !isOffered(behind.merchant, behind.options, operation)) {
    return reply({ error: { code: PROTOCOL.method, message: 'Method not found' } });
  }
  try {
    return reply({ result: toResult(behind, operation, (await call(behind, request, operation, params)).body) });
  } catch (error) {
    if (!(error instanceof No)) return json(500, { jsonrpc: '2.0', id, error: { code: -32603, message: 'Internal error' } });
    return reply(toRefusal(behind, operation, error));
  }
}

async function call(behind: Behind, request: TwinRequest, operation: OperationName, params: Json) {
  const args = isJson(params['arguments']) ? params['arguments'] : {};
  const meta = isJson(args['meta']) ? args['meta'] : {};
  const agent = isJson(meta['ucp-agent']) ? meta['ucp-agent'] : {};
  const profileUrl = textOf(agent['profile']);
  if (profileUrl === undefined) throw new No(400, 'invalid_profile_url', 'meta["ucp-agent"].profile is missing');
  const key = textOf(meta['idempotency-key']);
  if (key === undefined && /^(complete|cancel)_/.test(operation)) throw new No(400, 'invalid_params', 'meta["idempotency-key"] is missing');
  const payload = args[nameOf(operation)];
  const body = isJson(payload) ? payload : {};
  const writes = !/^(get|search|lookup)_/.test(operation);
  return enter(behind, request, {
    operation,
    id: textOf(args['id']) ?? '',
    body,
    key: writes ? key : undefined,
    payload: `${operation} ${JSON.stringify(payload ?? null)}`,
    profileUrl,
  });
}

/** Bare, or under the resource's name as the drafts had it. */
function toResult({ options }: Behind, operation: OperationName, body: Json): Json {
  const name = nameOf(operation);
  const content = options.wrapsResults === true && name !== 'catalog' ? { [name]: body } : body;
  return { structuredContent: content, content: [{ type: 'text', text: JSON.stringify(content) }] };
}

const IN_THE_WAY: ReadonlySet<number> = new Set([401, 403, 424, 429]);

function toRefusal(behind: Behind, operation: OperationName, no: No): Json {
  const { merchant } = behind;
  const { status, code, message } = no;
  const data = { code, content: message };
  if (code === 'idempotency_conflict' || (IN_THE_WAY.has(status) && code !== 'fraud_detected'))
    return { error: { code: PROTOCOL.error, message, data } };
  if (code === 'version_unsupported' || code === 'invalid_profile_url') return { error: { code: PROTOCOL.discovery, message, data } };
  if (code === 'invalid_params' || code === 'invalid_request' || code === 'request_too_large')
    return { error: { code: PROTOCOL.params, message, data } };
  const { body } = refusalView(
    merchant,
    new No(200, code === 'insufficient_funds' || code === 'fraud_detected' ? 'payment_failed' : code, message),
  );
  return { result: toResult(behind, operation, body as Json) };
}

function nameOf(operation: OperationName): string {
  if (operation.endsWith('_catalog') || operation === 'get_product') return 'catalog';
  return operation.slice(operation.indexOf('_') + 1);
}

function send({ options }: Behind, message: Json): TwinResponse {
  if (options.streams !== true) return json(200, message, { 'content-type': 'application/json' });
  const notification = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } };
  const body = [notification, message].map(one => `event: message\ndata: ${JSON.stringify(one)}\n\n`).join('');
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, body };
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
