/** A no of WeChat Pay, with its HTTP status. */
export class WechatError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'WechatError';
    this.status = status;
    this.code = code;
  }
}

export function paramError(name: string): WechatError {
  return new WechatError(400, 'PARAM_ERROR', `参数错误: ${name}`);
}

export function notFound(): WechatError {
  return new WechatError(404, 'ORDER_NOT_EXIST', '订单不存在');
}
