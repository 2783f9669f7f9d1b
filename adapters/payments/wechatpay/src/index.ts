import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { health } from './health.ts';
import { manifest } from './manifest.ts';
import { payments } from './payments.ts';
import { webhooks } from './webhooks.ts';

export { toCombinedPayment, toPayment, toRefunded } from './mapper.ts';
export { unseal, type Sealed } from './sealed.ts';
export { answerText, authorization, isSignedRsa, pageText, requestText, signRsa } from './signature.ts';
export { tradeNumber } from './trade-number.ts';
export { readCombined, readRefund, readTrade, type CombinedTrade, type Refund, type Trade } from './wire.ts';

/** WeChat Pay, API v3: a code to scan or a page inside of WeChat, for one seller or several at once; what could not be ordered is given back. */
export const wechatpay = defineAdapter({ manifest, capabilities: { health, payments, webhooks }, conformance });
