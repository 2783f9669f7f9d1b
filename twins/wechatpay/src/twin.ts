import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type AdminRoutes,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
  type TwinResponse,
} from '@onebasket/twin-kit';
import { answerApi, type Parts } from './api.ts';
import { newKeyPair } from './keys.ts';
import { Notifications, type Delivery } from './notifications.ts';
import { Signer, type SigningMode } from './signer.ts';
import { Trades, type Refund, type Trade } from './trades.ts';
import { combinedView, refundNews, tradeView } from './views.ts';
import { WechatError } from './wechat-error.ts';

/** How to set up the merchant; every field has a default. */
export interface WechatpayTwinOptions {
  readonly port?: number;
  readonly appId?: string;
  readonly mchId?: string;
  readonly serialNo?: string;
  readonly apiV3Key?: string;
  /** The merchant's public key, PEM; without it the twin makes a pair and gives the private key in `credentials`. */
  readonly merchantPublicKey?: string;
  /** Default: platform certificates. */
  readonly mode?: SigningMode;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** What the merchant puts into its configuration. */
export interface Credentials {
  readonly appId: string;
  readonly mchId: string;
  readonly serialNo: string;
  readonly apiV3Key: string;
  /** Empty when the merchant brought its own. */
  readonly privateKey: string;
}

/** WeChat Pay in this process. */
export interface WechatpayTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly credentials: Credentials;
  /** For public key mode. */
  readonly publicKey: { readonly publicKeyId: string; readonly publicKey: string };
  readonly trades: ReadonlyMap<string, Trade>;
  readonly refunds: ReadonlyMap<string, Refund>;
  /** Every notification so far, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The buyer pays what was asked for under this number, combined or not. */
  pay(number: string): void;
  /** The bank takes the money back, or does not. */
  finishRefund(outRefundNo: string, status?: Exclude<Refund['status'], 'PROCESSING'>): void;
  /** The next platform certificate signs from now on. */
  rotate(): void;
  setMode(mode: SigningMode): void;
}

/** Starts WeChat Pay on loopback. */
export async function startWechatpayTwin(options: WechatpayTwinOptions = {}): Promise<WechatpayTwin> {
  const now = options.now ?? (() => new Date());
  const pair = options.merchantPublicKey === undefined ? newKeyPair() : { publicKey: options.merchantPublicKey, privateKey: '' };
  const merchant = {
    appId: options.appId ?? 'wxtwin0000000001',
    mchId: options.mchId ?? '1900000099',
    serialNo: options.serialNo ?? '4A5B6C7D8E9F0011223344556677889900AABBCC',
    apiV3Key: options.apiV3Key ?? '0123456789ABCDEF0123456789ABCDEF',
    publicKey: pair.publicKey,
  };
  const faults = new FaultSwitch(options.seed);
  const signer = new Signer(options.mode ?? 'certificate', now);
  const trades = new Trades(now);
  const notifications = new Notifications({ apiV3Key: merchant.apiV3Key, signer, faults, now });
  const parts: Parts = { merchant, trades, notifications, signer, now };
  const { publicKey: _, ...known } = merchant;
  const credentials = { ...known, privateKey: pair.privateKey };
  const control = {
    pay: (number: string) => {
      const paid = trades.pay(number);
      const [first] = paid.trades;
      if (!first) throw new RangeError(`nothing was asked for under ${number}`);
      const view = paid.combineNo === undefined ? tradeView(first, merchant.appId) : combinedView(paid, merchant.appId, merchant.mchId);
      notifications.tell('TRANSACTION.SUCCESS', view, paid.notifyUrl);
    },
    finishRefund: (outRefundNo: string, status: Exclude<Refund['status'], 'PROCESSING'> = 'SUCCESS') => {
      const refund = trades.refunds.get(outRefundNo);
      if (!refund) throw new RangeError(`there is no refund ${outRefundNo}`);
      refund.status = status;
      if (refund.notifyUrl !== undefined) notifications.tell(`REFUND.${status}`, refundNews(refund, merchant.mchId), refund.notifyUrl);
    },
    rotate: () => signer.rotate(),
    setMode: (mode: SigningMode) => {
      signer.mode = mode;
    },
  };
  const server = new TwinServer({
    handle: request => answer(request, parts),
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
    publicKey: { publicKeyId: signer.publicKeyId, publicKey: signer.publicKey },
    trades: trades.trades,
    refunds: trades.refunds,
    deliveries: notifications.kept,
    ...control,
    close: () => {
      notifications.close();
      return server.close();
    },
  };
}

/** The API's answer, signed; whoever is not known gets its no unsigned. */
function answer(request: TwinRequest, parts: Parts): TwinResponse {
  const wanted = request.headers['wechatpay-serial'];
  const signed = (status: number, value: object | undefined): TwinResponse => {
    const body = value === undefined ? '' : JSON.stringify(value);
    const headers = parts.signer.headers(body, typeof wanted === 'string' ? wanted : undefined);
    return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
  };
  try {
    const value = answerApi(request, parts);
    return signed(value === undefined ? 204 : 200, value);
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    const { status, code, message } = error;
    return status === 401 ? json(401, { code, message }) : signed(status, { code, message });
  }
}

function adminRoutes(
  control: Pick<WechatpayTwin, 'pay' | 'finishRefund' | 'rotate'>,
  credentials: Credentials,
  notifications: Notifications,
): AdminRoutes {
  const member = (request: TwinRequest, name: string) => {
    const value = (bodyJson(request) as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (typeof value !== 'string') throw new TypeError(`the body is a JSON object with a text "${name}"`);
    return value;
  };
  return {
    'GET /credentials': () => json(200, credentials),
    'GET /deliveries': () => json(200, notifications.kept),
    'POST /pay': request => {
      control.pay(member(request, 'number'));
      return json(200, {});
    },
    'POST /finish-refund': request => {
      control.finishRefund(member(request, 'outRefundNo'));
      return json(200, {});
    },
    'POST /rotate': () => {
      control.rotate();
      return json(200, {});
    },
  };
}
