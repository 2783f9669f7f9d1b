/** The platform's numbers that this twin gives. */
export const ERRORS = {
  parameter: { code: 10001, words: '参数错误' },
  missing: { code: 21001, words: '缺少必要的参数' },
  client: { code: 10016, words: 'client下不存在' },
  signature: { code: 20004, words: '签名sign校验失败' },
  forbidden: { code: 30000, words: '没有调用此target接口权限' },
  business: { code: 50001, words: '业务服务错误' },
} as const;

/** Thrown by an API; the router makes `error_response` of it. */
export class PddError extends Error {
  readonly kind: keyof typeof ERRORS;
  readonly subCode: string | null;

  constructor(kind: keyof typeof ERRORS, message: string, subCode: string | null = null) {
    super(message);
    this.kind = kind;
    this.subCode = subCode;
  }
}
