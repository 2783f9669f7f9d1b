import { createHash } from 'node:crypto';
import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import type { Shelf } from './goods.ts';
import { Parameters } from './parameters.ts';
import { ERRORS, PddError } from './pdd-error.ts';
import type { Promotion } from './promotion.ts';
import { searchGoods } from './search.ts';
import { isSigned } from './signature.ts';

/** The application that may ask. */
export interface PddAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Its promotion position, authorised (备案). */
  readonly pid: string;
}

/** What the APIs work on. */
export interface PddWorld {
  readonly account: PddAccount;
  readonly shelf: Shelf;
  readonly promotion: Promotion;
  readonly origin: () => string;
  readonly now: () => Date;
}

const REQUIRED = ['type', 'client_id', 'timestamp', 'sign'] as const;
const CLOCK_SECONDS = 600;

type Api = (parameters: Parameters, world: PddWorld) => readonly [responseKey: string, response: object];

const apis: ReadonlyMap<string, Api> = new Map<string, Api>([
  ['pdd.ddk.goods.search', (parameters, { shelf }) => ['goods_search_response', searchGoods(parameters, shelf.all())]],
  [
    'pdd.ddk.goods.detail',
    (parameters, { shelf }) => {
      const goods = shelf.get(parameters.needed('goods_sign'));
      return ['goods_detail_response', { goods_details: goods ? [goods] : [] }];
    },
  ],
  [
    'pdd.ddk.goods.promotion.url.generate',
    (parameters, { promotion, account, shelf, origin }) => [
      'goods_promotion_url_generate_response',
      promotion.generate(parameters, account.pid, sign => shelf.get(sign), origin()),
    ],
  ],
  [
    'pdd.ddk.order.list.increment.get',
    (parameters, { promotion, now }) => ['order_list_get_response', promotion.report(parameters, seconds(now()))],
  ],
  [
    'pdd.ddk.member.authority.query',
    (parameters, { account }) => ['authority_query_response', { bind: parameters.text('pid') === account.pid ? 1 : 0 }],
  ],
]);

/** `POST /api/router`: HTTP 200 whatever happens; what happened stands in the body. */
export function answerRouter(request: TwinRequest, world: PddWorld): TwinResponse {
  const fields = Parameters.parse(request.body, request.headers['content-type'] ?? '');
  const requestId = createHash('md5').update(request.body).digest('hex').slice(0, 18);
  try {
    const [key, response] = callApi(fields, world);
    return json(200, { [key]: { ...response, request_id: requestId } });
  } catch (error) {
    if (!(error instanceof PddError)) throw error;
    const { code, words } = ERRORS[error.kind];
    return json(200, {
      error_response: { error_code: code, error_msg: words, sub_code: error.subCode, sub_msg: error.message, request_id: requestId },
    });
  }
}

function callApi(fields: ReadonlyMap<string, string>, world: PddWorld): ReturnType<Api> {
  const parameters = new Parameters(fields);
  for (const name of REQUIRED) parameters.needed(name);
  if (parameters.text('client_id') !== world.account.clientId) throw new PddError('client', 'client_id不存在');
  const timestamp = parameters.whole('timestamp') ?? 0;
  if (Math.abs(timestamp - seconds(world.now())) > CLOCK_SECONDS) throw new PddError('parameter', 'timestamp已过期');
  if (!isSigned(fields, world.account.clientSecret)) throw new PddError('signature', '签名sign校验失败');
  const api = apis.get(parameters.needed('type'));
  if (!api) throw new PddError('forbidden', 'type不存在');
  return api(parameters, world);
}

export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
