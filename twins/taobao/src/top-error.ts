/** A no of the gateway or of a service below it. */
export class TopError extends Error {
  readonly code: number;
  readonly subCode: string | undefined;
  readonly subMsg: string | undefined;

  constructor(code: number, msg: string, subCode?: string, subMsg?: string) {
    super(msg);
    this.name = 'TopError';
    this.code = code;
    this.subCode = subCode;
    this.subMsg = subMsg;
  }

  /** As it stands in `error_response`. */
  body(requestId: string): object {
    return {
      code: this.code,
      msg: this.message,
      ...(this.subCode === undefined ? {} : { sub_code: this.subCode }),
      ...(this.subMsg === undefined ? {} : { sub_msg: this.subMsg }),
      request_id: requestId,
    };
  }
}

export function missingArgument(name: string): TopError {
  return new TopError(40, 'Missing required arguments', `isv.missing-parameter:${name}`, `缺少必选参数: ${name}`);
}

export function invalidArgument(name: string, why: string): TopError {
  return new TopError(41, 'Invalid arguments', `isv.invalid-parameter:${name}`, why);
}
