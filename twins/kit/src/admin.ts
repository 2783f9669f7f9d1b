import type { FaultRule, FaultSwitch } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import { bodyJson, json, type TwinHandler, type TwinRequest, type TwinResponse } from './request.ts';

/** Admin routes by `METHOD /path`, below `/__twin`; the body is JSON. */
export type AdminRoutes = Readonly<Record<string, TwinHandler>>;

interface Watched {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
}

/** Answers `/__twin/…`: the common routes, then the twin's own. Admin requests are neither logged nor struck by faults. */
export async function answerAdmin(request: TwinRequest, twin: Watched, routes: AdminRoutes): Promise<TwinResponse> {
  const key = `${request.method} ${request.path.slice('/__twin'.length) || '/'}`;
  try {
    return (await routes[key]?.(request)) ?? common(key, request, twin);
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function common(key: string, request: TwinRequest, { faults, requests }: Watched): TwinResponse {
  switch (key) {
    case 'GET /requests': {
      const path = request.query.get('path');
      const method = request.query.get('method');
      const seen = requests.list({ ...(path === null ? {} : { path: new RegExp(path) }), ...(method === null ? {} : { method }) });
      return json(200, { total: requests.total, requests: seen });
    }
    case 'DELETE /requests':
      requests.clear();
      return json(200, { total: 0 });
    case 'GET /faults':
      return json(200, faults.list());
    case 'POST /faults':
      return json(201, { id: faults.add(faultRule(request)) });
    case 'DELETE /faults': {
      const id = request.query.get('id');
      faults.clear(id === null ? undefined : Number(id));
      return json(200, faults.list());
    }
    default:
      return json(404, { error: `no admin route ${key}` });
  }
}

function faultRule(request: TwinRequest): FaultRule {
  const rule = bodyJson(request);
  if (typeof rule !== 'object' || rule === null) throw new TypeError('a fault is a JSON object with a kind');
  const fault = rule as FaultRule;
  // Without an end nobody could reach the admin route to lift it.
  return fault.kind === 'refuse' && fault.ms === undefined ? { ...fault, ms: 1000 } : fault;
}
