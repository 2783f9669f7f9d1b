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
import { playAfter } from './faults.ts';
import { answerGateway, type TwinAccount } from './gateway.ts';
import { scan, ship } from './logistics.ts';
import { Tokens } from './oauth.ts';
import { demoOffers, type Offer } from './offers.ts';
import { amountOf, Orders, type TwinOrder } from './orders.ts';
import { Push } from './push.ts';
import { Refunds } from './refunds.ts';
import type { World } from './world.ts';

/** How to set up the platform; every field has a default. */
export interface Alibaba1688TwinOptions extends Partial<TwinAccount> {
  readonly port?: number;
  /** What is on sale; demo offers of four suppliers by default. */
  readonly offers?: readonly Offer[];
  /** Freight of one order, in fen; 800 by default. */
  readonly carriage?: number;
  /** Suppliers' 满减, in fen; none by default. */
  readonly reduction?: { readonly from: number; readonly off: number };
  /** 10 s by default, as at 1688. */
  readonly closeGraceMs?: number;
  readonly hasAgreement?: boolean;
  readonly splitsOrders?: boolean;
  /** Where pushes go; nowhere by default. */
  readonly pushUrl?: string;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** What the people around an order do. */
export interface TwinActions {
  /** The buyer pays by hand. */
  pay(orderId: string): void;
  /** The supplier ships everything. */
  ship(orderId: string, billNo: string): void;
  /** A parcel is scanned. */
  scan(orderId: string, remark: string): void;
  /** Any other status of an order. */
  setStatus(orderId: string, status: string): void;
  /** The supplier decides about a refund: waitbuyersend, refundsuccess, waitbuyermodify, refundclose… */
  decideRefund(refundId: string, status: string, rejectReason?: string): void;
}

/** 1688 in this process. The gateway is at `url` + `/openapi`. */
export interface Alibaba1688Twin extends RunningTwin, TwinActions {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly tokens: Tokens;
  /** Changes an offer. Throws `RangeError` when there is none of this number. */
  setOffer(offerId: number, change: Partial<Offer>): void;
  orders(): readonly TwinOrder[];
  /** Resolves when every push has arrived or failed. */
  idle(): Promise<void>;
}

/** Starts the platform on loopback. */
export async function startAlibaba1688Twin(options: Alibaba1688TwinOptions = {}): Promise<Alibaba1688Twin> {
  const now = options.now ?? (() => new Date());
  const account: TwinAccount = {
    appKey: options.appKey ?? '1234567',
    appSecret: options.appSecret ?? 'twin-app-secret',
    accessToken: options.accessToken ?? 'twin-access-token',
  };
  const tokens = new Tokens(account);
  const faults = new FaultSwitch(options.seed);
  const push = options.pushUrl === undefined ? undefined : new Push(options.pushUrl, account.appSecret, faults);
  const world: World = {
    offers: new Map((options.offers ?? demoOffers(options.seed ?? 1)).map(offer => [offer.offerId, offer])),
    orders: new Orders(),
    refunds: new Refunds(),
    carriage: options.carriage ?? 800,
    reduction: options.reduction,
    closeGraceMs: options.closeGraceMs ?? 10_000,
    hasAgreement: options.hasAgreement ?? true,
    splitsOrders: options.splitsOrders ?? false,
    now,
  };
  const actions = actionsIn(world, push);
  const server = new TwinServer({
    handle: request =>
      request.method === 'POST'
        ? answerGateway(request, account, tokens, world)
        : { status: 405, headers: { 'content-type': 'text/html' }, body: '<h1>405</h1>' },
    after: (rule, _request, response) => playAfter(rule, response),
    admin: adminRoutes(world, actions),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    tokens,
    ...actions,
    setOffer: (offerId, change) => setOffer(world, offerId, change),
    orders: () => world.orders.all(),
    idle: async () => push?.idle(),
    close: async () => {
      await server.close();
      await push?.idle();
    },
  };
}

function setOffer({ offers }: World, offerId: number, change: Partial<Offer>): void {
  const offer = offers.get(offerId);
  if (!offer) throw new RangeError(`no offer ${offerId}`);
  offers.set(offerId, { ...offer, ...change, offerId });
}

function actionsIn({ orders, refunds, now }: World, push: Push | undefined): TwinActions {
  const at = () => now().getTime();
  const tell = (topic: string, orderId: string) => push?.send(topic, orderId, orders.get(orderId)?.status ?? '', at());
  return {
    pay: orderId => {
      orders.change(orderId, { status: 'waitsellersend' }, at());
      tell('ORDER_BUYER_VIEW_ORDER_PAY', orderId);
    },
    ship: (orderId, billNo) => {
      ship(orders, orderId, billNo, at());
      tell('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', orderId);
    },
    scan: (orderId, remark) => scan(orders, orderId, remark, at()),
    setStatus: (orderId, status) => {
      orders.change(orderId, { status }, at());
      tell('ORDER_BUYER_VIEW_ORDER_SUCCESS', orderId);
    },
    decideRefund: (refundId, status, rejectReason) => {
      const { orderId, payment, carriage } = refunds.decide(refundId, status, rejectReason);
      if (status === 'refundsuccess') orders.change(orderId, { refunded: payment + carriage }, at());
      tell('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES', orderId);
    },
  };
}

interface Wish {
  readonly orderId?: string;
  readonly offerId?: number;
  readonly billNo?: string;
  readonly remark?: string;
  readonly status?: string;
  readonly refundId?: string;
  readonly rejectReason?: string;
  readonly change?: Partial<Offer>;
}

function adminRoutes(world: World, actions: TwinActions): AdminRoutes {
  const act = (work: (wish: Required<Wish>) => void) => (request: TwinRequest) => {
    const wish = bodyJson(request);
    if (typeof wish !== 'object' || wish === null) throw new TypeError('the body is a JSON object');
    work(wish as Required<Wish>);
    return json(200, wish);
  };
  return {
    'GET /orders': () =>
      json(
        200,
        world.orders.all().map(order => ({ ...order, amount: amountOf(order) })),
      ),
    'POST /offer': act(({ offerId, change }) => setOffer(world, offerId, change)),
    'POST /pay': act(({ orderId }) => actions.pay(orderId)),
    'POST /ship': act(({ orderId, billNo }) => actions.ship(orderId, billNo)),
    'POST /scan': act(({ orderId, remark }) => actions.scan(orderId, remark)),
    'POST /status': act(({ orderId, status }) => actions.setStatus(orderId, status)),
    'POST /refund': act(({ refundId, status, rejectReason }) => actions.decideRefund(refundId, status, rejectReason)),
  };
}
