import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type AdminRoutes,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
} from '@onebasket/twin-kit';
import { answerGateway } from './gateway.ts';
import { newKeyPair } from './keys.ts';
import { Notifications, type Delivery } from './notifications.ts';
import { Trades, type Trade } from './trades.ts';

/** How to set up the platform; every field has a default. */
export interface AlipayTwinOptions {
  readonly port?: number;
  readonly appId?: string;
  readonly sellerId?: string;
  /** The application's public key, PEM; without it the twin makes a pair and gives the private key in `credentials`. */
  readonly appPublicKey?: string;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** What the application's owner puts into its configuration. */
export interface Credentials {
  readonly appId: string;
  readonly sellerId: string;
  /** Empty when the owner brought their own. */
  readonly privateKey: string;
  readonly alipayPublicKey: string;
}

/** Alipay in this process. The gateway is at `url` + `/gateway.do`. */
export interface AlipayTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly credentials: Credentials;
  readonly trades: ReadonlyMap<string, Trade>;
  /** Every notification so far, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The buyer scans the code or opens the page, without paying. */
  open(outTradeNo: string): void;
  /** … and pays. */
  pay(outTradeNo: string): void;
  /** Time is up for a trade that nobody paid. */
  expire(outTradeNo: string): void;
  /** The time for refunds is over. */
  finish(outTradeNo: string): void;
}

/** Starts Alipay on loopback. */
export async function startAlipayTwin(options: AlipayTwinOptions = {}): Promise<AlipayTwin> {
  const now = options.now ?? (() => new Date());
  const beijing = () => new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const appId = options.appId ?? '2021000000000099';
  const sellerId = options.sellerId ?? '2088000000000001';
  const own = newKeyPair();
  const app = options.appPublicKey === undefined ? newKeyPair() : { publicKey: options.appPublicKey, privateKey: '' };
  const faults = new FaultSwitch(options.seed);
  const trades = new Trades(beijing);
  const notifications = new Notifications({ appId, sellerId, alipayPrivateKey: own.privateKey, faults, beijing });
  const credentials = { appId, sellerId, privateKey: app.privateKey, alipayPublicKey: own.publicKey };
  const gateway = { appId, publicKey: app.publicKey, alipayPrivateKey: own.privateKey };
  const move = (outTradeNo: string, from: Trade['status'], to: Trade['status']) => {
    const trade = trades.open(outTradeNo);
    if (trade.status !== from) throw new RangeError(`${outTradeNo} is ${trade.status}`);
    trade.status = to;
    if (to === 'TRADE_SUCCESS') trade.paidAt = beijing();
    notifications.tell(trade);
  };
  const control = {
    open: (outTradeNo: string) => void trades.open(outTradeNo),
    pay: (outTradeNo: string) => move(outTradeNo, 'WAIT_BUYER_PAY', 'TRADE_SUCCESS'),
    expire: (outTradeNo: string) => move(outTradeNo, 'WAIT_BUYER_PAY', 'TRADE_CLOSED'),
    finish: (outTradeNo: string) => move(outTradeNo, 'TRADE_SUCCESS', 'TRADE_FINISHED'),
  };
  const server = new TwinServer({
    handle: request =>
      request.path === '/gateway.do'
        ? answerGateway(request, gateway, trades, (trade, refund) => notifications.tell(trade, refund))
        : { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' },
    admin: adminRoutes(control, credentials, notifications),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    credentials,
    trades: trades.all,
    deliveries: notifications.kept,
    ...control,
    close: () => {
      notifications.close();
      return server.close();
    },
  };
}

function adminRoutes(
  control: Pick<AlipayTwin, 'open' | 'pay' | 'expire' | 'finish'>,
  credentials: Credentials,
  notifications: Notifications,
): AdminRoutes {
  const does = (step: (outTradeNo: string) => void) => (request: TwinRequest) => {
    const { outTradeNo } = (bodyJson(request) ?? {}) as { readonly outTradeNo?: unknown };
    if (typeof outTradeNo !== 'string') throw new TypeError('the body is a JSON object with a text "outTradeNo"');
    step(outTradeNo);
    return json(200, {});
  };
  return {
    'GET /credentials': () => json(200, credentials),
    'GET /deliveries': () => json(200, notifications.kept),
    'POST /open': does(control.open),
    'POST /pay': does(control.pay),
    'POST /expire': does(control.expire),
    'POST /finish': does(control.finish),
  };
}
