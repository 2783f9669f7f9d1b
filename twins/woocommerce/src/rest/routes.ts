import { noRoute } from '../woo-error.ts';
import type { Shop } from '../shop.ts';
import type { RestResult } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

/** What a route is handed: the shop, the request and the numbers (or words) of its path. */
export interface RouteCall {
  readonly shop: Shop;
  readonly request: RestRequest;
  readonly ids: readonly number[];
  readonly words: readonly string[];
}

export type RouteHandler = (call: RouteCall) => RestResult | Promise<RestResult>;

/** One path with its methods. `#` in the pattern is a number, `*` a word. A single is about one thing, which changes the words of a refusal. */
export interface Route {
  readonly pattern: string;
  readonly isSingle: boolean;
  readonly methods: Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', RouteHandler>>>;
}

/** A route that was found, ready to be called. */
export interface FoundRoute {
  readonly route: Route;
  readonly handler: RouteHandler;
  readonly words: readonly string[];
  readonly allow: readonly string[];
}

/** A path about many things. */
export function many(pattern: string, methods: Route['methods']): Route {
  return { pattern, isSingle: false, methods };
}

/** A path about one thing; `POST` and `PATCH` do what `PUT` does. */
export function single(pattern: string, methods: Route['methods']): Route {
  return { pattern, isSingle: true, methods: methods.PUT === undefined ? methods : { POST: methods.PUT, PATCH: methods.PUT, ...methods } };
}

/** Finds routes by path; the first pattern that fits counts. */
export class RouteTable {
  readonly #routes: readonly { readonly route: Route; readonly expression: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map(route => ({
      route,
      expression: new RegExp(`^${route.pattern.replace(/#/g, '(\\d+)').replace(/\*/g, '([^/]+)')}$`),
    }));
  }

  /** Throws `rest_no_route` when there is none, or none with this method. */
  find(method: string, path: string): FoundRoute {
    for (const { route, expression } of this.#routes) {
      const match = expression.exec(path);
      if (match === null) continue;
      const handler = route.methods[(method === 'HEAD' ? 'GET' : method) as keyof Route['methods']];
      if (handler === undefined) throw noRoute();
      return { route, handler, words: match.slice(1), allow: Object.keys(route.methods) };
    }
    throw noRoute();
  }
}
