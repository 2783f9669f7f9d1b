import { createSign, createVerify, type KeyObject } from 'node:crypto';

/** What a request says of itself, for its signature. */
export interface SignedRequest {
  readonly method: string;
  /** With its query, as it is sent. */
  readonly path: string;
  /** Unix seconds. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: string;
}

/** What is signed of a request: five lines, each with its end. Source: pay.weixin.qq.com/doc/v3, 如何生成请求签名. */
export function requestText({ method, path, timestamp, nonce, body }: SignedRequest): string {
  return `${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`;
}

/** What is signed of an answer or a notification: three lines. */
export function answerText({
  timestamp,
  nonce,
  body,
}: {
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: string;
}): string {
  return `${timestamp}\n${nonce}\n${body}\n`;
}

/** What is signed of the parameters that a page inside WeChat pays with. */
export function pageText({
  appId,
  timestamp,
  nonce,
  package: prepay,
}: {
  appId: string;
  timestamp: string;
  nonce: string;
  package: string;
}): string {
  return `${appId}\n${timestamp}\n${nonce}\n${prepay}\n`;
}

/** SHA256withRSA, PKCS#1 v1.5, Base64. */
export function signRsa(text: string, privateKey: KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

/** Is it signed with the key that belongs to this one? Base64 is taken to the letter: probes ("WECHATPAY/SIGNTEST/…") are refused like any other forgery. */
export function isSignedRsa(text: string, signature: string, publicKey: KeyObject): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKey, signature, 'base64');
}

/** The `Authorization` header of a request. */
export function authorization(
  request: SignedRequest,
  merchant: { readonly mchId: string; readonly serialNo: string; readonly key: KeyObject },
): string {
  const { timestamp, nonce } = request;
  const signature = signRsa(requestText(request), merchant.key);
  return `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchId}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${merchant.serialNo}",signature="${signature}"`;
}
