import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { sign } from './signature.ts';

/** The application that may ask. */
export interface JdApp {
  readonly appKey: string;
  readonly appSecret: string;
  /** When given, a token that is sent must be this one. */
  readonly accessToken?: string;
}

/** What a service answers inside of its envelope. */
export type ServiceResult = Readonly<Record<string, unknown>> & { readonly code: number };
/** One service by its method; `params` is the business JSON. */
export type Service = (params: Readonly<Record<string, unknown>>) => ServiceResult | Promise<ServiceResult>;

/** The two gateways differ in the name of the business parameter and in the envelope. */
const DIALECTS = {
  '/routerjson': { parameter: '360buy_param_json', suffix: '_responce', inner: undefined },
  '/api': { parameter: 'param_json', suffix: '_response', inner: 'result' },
} as const;

const TOLERANCE_MS = 10 * 60_000;
const REQUIRED: readonly (readonly [name: string, code: string, words: string])[] = [
  ['method', '14', '缺少方法名参数'],
  ['app_key', '10', '缺少app_key参数'],
  ['timestamp', '7', '缺少时间戳参数'],
  ['v', '4', '缺少版本参数'],
  ['sign', '11', '缺少签名参数'],
];

/** Checks the public parameters as the gateway does and wraps what the service says. Everything is HTTP 200. */
export async function answerGateway(
  request: TwinRequest,
  app: JdApp,
  services: Readonly<Record<string, Service>>,
  now: () => Date,
): Promise<TwinResponse> {
  const dialect = DIALECTS[request.path as keyof typeof DIALECTS];
  if (dialect === undefined) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404 Not Found</h1>' };
  const parameters = new Map([...request.query, ...new URLSearchParams(request.body.toString('utf8'))]);
  const missing = REQUIRED.find(([name]) => !parameters.get(name));
  if (missing) return failure(missing[1], missing[2]);
  const given = (name: string) => parameters.get(name) ?? '';
  if (given('app_key') !== app.appKey) return failure('13', '无效app_key');
  if (given('v') !== '1.0') return failure('5', '不支持的版本号');
  const sentAt = Date.parse(`${given('timestamp').slice(0, 19).replace(' ', 'T')}+08:00`);
  if (!(Math.abs(now().getTime() - sentAt) <= TOLERANCE_MS)) return failure('8', '非法的时间戳参数');
  if (given('sign') !== sign(parameters, app.appSecret)) return failure('12', '无效签名');
  const token = parameters.get('access_token');
  if (token !== undefined && app.accessToken !== undefined && token !== app.accessToken) return failure('19', '无效access_token');
  const service = services[given('method')];
  if (service === undefined) return failure('15', '不存在的方法名');
  const result = await service(businessOf(given(dialect.parameter)));
  const inner = dialect.inner ?? innerName(given('method'));
  return json(200, { [`${given('method').replaceAll('.', '_')}${dialect.suffix}`]: { code: '0', [inner]: JSON.stringify(result) } });
}

/** `queryResult` for `….query`, `getResult` for `….get`. */
function innerName(method: string): string {
  return `${method.split('.').at(-1) ?? ''}Result`;
}

function failure(code: string, words: string): TwinResponse {
  return json(200, { error_response: { code, zh_desc: words, en_desc: words } });
}

function businessOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
