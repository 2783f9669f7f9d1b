/** An answer of WordPress' REST server that is no success; thrown anywhere below a route. */
export class WooError extends Error {
  readonly status: number;
  readonly code: string;
  /** What stands in `data`; refund errors have a bare number there. */
  readonly data: unknown;

  constructor(status: number, code: string, message: string, data: unknown = { status }) {
    super(message);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  get body(): { readonly code: string; readonly message: string; readonly data: unknown } {
    return { code: this.code, message: this.message, data: this.data };
  }
}

/** `rest_invalid_param` about one parameter. */
export function invalidParam(name: string, message: string, code: string, data: unknown = null): WooError {
  return new WooError(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, {
    status: 400,
    params: { [name]: message },
    details: { [name]: { code, message, data } },
  });
}

/** The value is not of the type the schema names. */
export function wrongType(name: string, path: string, type: string): WooError {
  return invalidParam(name, `${path} is not of type ${type}.`, 'rest_invalid_type', { param: path });
}

/** The value is none of those allowed. */
export function notInEnum(name: string, path: string, allowed: readonly string[]): WooError {
  return invalidParam(name, `${path} is not one of ${allowed.slice(0, -1).join(', ')}, and ${allowed.at(-1)}.`, 'rest_not_in_enum');
}

/** A required parameter is not there. */
export function missingParam(name: string): WooError {
  return new WooError(400, 'rest_missing_callback_param', `Missing parameter(s): ${name}`, { status: 400, params: [name] });
}

/** No such route, or not with this method. */
export function noRoute(): WooError {
  return new WooError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
}
