const MESSAGES: Readonly<Record<string, string>> = {
  '20000': 'Service Currently Unavailable',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40004': 'Business Failed',
  '40006': 'Insufficient Permissions',
};

/** A no of the gateway or of the business below it; HTTP 200 like everything. */
export class AlipayError extends Error {
  readonly code: string;
  readonly subCode: string;

  constructor(code: string, subCode: string, subMessage: string) {
    super(subMessage);
    this.name = 'AlipayError';
    this.code = code;
    this.subCode = subCode;
  }

  node(): object {
    return { code: this.code, msg: MESSAGES[this.code] ?? 'Failed', sub_code: this.subCode, sub_msg: this.message };
  }
}

export function business(subCode: string, subMessage: string): AlipayError {
  return new AlipayError('40004', subCode, subMessage);
}

export function invalidParameter(name: string): AlipayError {
  return business('ACQ.INVALID_PARAMETER', `参数无效：${name}`);
}
