import { join } from 'node:path';
import {
  bodyJson,
  FaultSwitch,
  Journal,
  json,
  TwinServer,
  type AdminRoutes,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
} from '@onebasket/twin-kit';
import { playAfter } from './faults.ts';
import { Parcels, type Handover } from './parcels.ts';
import { RoutePush } from './route-push.ts';
import { answerService } from './service.ts';

/** How to set up the carrier; every field has a default. */
export interface SfTwinOptions {
  readonly port?: number;
  readonly partnerId?: string;
  readonly checkword?: string;
  /** A folder for parcels; without it they are forgotten at the end. */
  readonly data?: string;
  /** Time between two steps of a parcel that moves by itself; 30 s by default, 0: nothing moves but by `advance`. */
  readonly stepMs?: number;
  /** Where new events are pushed; nowhere by default. */
  readonly pushUrl?: string;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** SF Express in this process. Query at `url` + `/std/service`. */
export interface SfTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** Registers a number; only known numbers have routes. */
  addParcel(number: string, phoneLast4: string, more?: Omit<Handover, 'number' | 'phoneLast4'>): Promise<void>;
  /** Lets something happen to a parcel now; from then on it moves by hand only. Throws `RangeError` when the number is not known. */
  advance(number: string, opCode: string, remark?: string): Promise<void>;
  reset(): Promise<void>;
}

/** Starts the carrier on loopback. */
export async function startSfTwin(options: SfTwinOptions = {}): Promise<SfTwin> {
  const now = options.now ?? (() => new Date());
  const account = { partnerId: options.partnerId ?? 'twin', checkword: options.checkword ?? 'twin-checkword' };
  const journal = await Journal.open(options.data === undefined ? undefined : join(options.data, 'parcels.jsonl'));
  const parcels = new Parcels(journal, { stepMs: options.stepMs ?? 30_000, now });
  const faults = new FaultSwitch(options.seed);
  const push = options.pushUrl === undefined ? undefined : new RoutePush(parcels, options.pushUrl, faults);
  const settle = async () => {
    await journal.commit();
    push?.look();
  };
  const control = {
    addParcel: async (number: string, phoneLast4: string, more: Omit<Handover, 'number' | 'phoneLast4'> = {}) => {
      parcels.add({ ...more, number, phoneLast4 });
      await settle();
    },
    advance: async (number: string, opCode: string, remark?: string) => {
      parcels.advance(number, opCode, remark);
      await settle();
    },
    reset: async () => {
      parcels.forget();
      faults.clear();
      await settle();
    },
  };
  const server = new TwinServer({
    handle: request =>
      request.method === 'POST' && request.path === '/std/service'
        ? answerService(request, account, parcels)
        : { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404 Not Found</h1>' },
    after: (rule, _request, response) => playAfter(rule, response),
    admin: adminRoutes(parcels, control),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    ...control,
    reset: async () => {
      server.requests.clear();
      await control.reset();
    },
    close: async () => {
      push?.close();
      await server.close();
      await journal.close();
    },
  };
}

function adminRoutes(parcels: Parcels, control: Pick<SfTwin, 'addParcel' | 'advance' | 'reset'>): AdminRoutes {
  return {
    'GET /parcels': () =>
      json(
        200,
        parcels.all().map(parcel => ({ ...parcel, events: parcels.eventsOf(parcel).map(({ at, step }) => ({ at, opCode: step.opCode })) })),
      ),
    'POST /parcels': async request => {
      const { number, phoneLast4, ...more } = body<Handover>(request);
      if (typeof number !== 'string' || number === '') throw new TypeError('number is missing');
      await control.addParcel(number, phoneLast4 ?? '', more);
      return json(201, { number });
    },
    'POST /advance': async request => {
      const { number, opCode, remark } = body<{ readonly number: string; readonly opCode: string; readonly remark?: string }>(request);
      await control.advance(number, opCode, remark);
      return json(200, { number, opCode });
    },
    'POST /reset': async () => {
      await control.reset();
      return json(200, { parcels: 0 });
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
