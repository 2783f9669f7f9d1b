import type { FaultSwitch } from '@onebasket/twin-kit';
import { sign, textOf } from './signature.ts';
import { refundedFen, yuan, type Trade } from './trades.ts';

/** A notification as it leaves: a form. */
export interface Delivery {
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface NotificationOptions {
  readonly appId: string;
  readonly sellerId: string;
  readonly alipayPrivateKey: string;
  readonly faults: FaultSwitch;
  readonly beijing: () => string;
}

/** Tells merchants of their trades, at the address that each trade named. */
export class Notifications {
  readonly kept: Delivery[] = [];
  readonly #options: NotificationOptions;
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(options: NotificationOptions) {
    this.#options = options;
  }

  tell(trade: Trade, refund?: { readonly outRequestNo: string }): void {
    const { appId, sellerId, alipayPrivateKey, faults, beijing } = this.#options;
    const params = new Map(
      Object.entries({
        app_id: appId,
        auth_app_id: appId,
        buyer_id: '2088102122524333',
        charset: 'utf-8',
        fund_bill_list: JSON.stringify([{ amount: yuan(trade.fen), fundChannel: 'ALIPAYACCOUNT' }]),
        gmt_create: beijing(),
        ...(trade.paidAt ? { gmt_payment: trade.paidAt } : {}),
        notify_id: `twin${String(this.kept.length + 1).padStart(30, '0')}`,
        notify_time: beijing(),
        notify_type: 'trade_status_sync',
        out_trade_no: trade.outTradeNo,
        ...(trade.passback ? { passback_params: trade.passback } : {}),
        seller_id: sellerId,
        subject: trade.subject,
        total_amount: yuan(trade.fen),
        trade_no: trade.tradeNo,
        trade_status: trade.status,
        version: '1.0',
        // A refund has the status of the payment; by these two it is told apart.
        ...(refund ? { refund_fee: yuan(refundedFen(trade)), out_biz_no: refund.outRequestNo, gmt_refund: beijing() } : {}),
      }),
    );
    params.set('sign', sign(textOf(params, []), alipayPrivateKey));
    params.set('sign_type', 'RSA2');
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const delivery = { url: trade.notifyUrl, headers, body: new URLSearchParams([...params]).toString() };
    this.kept.push(delivery);
    const late = faults.strikeWebhook('late-webhook', trade.status);
    const times = faults.strikeWebhook('duplicate-webhook', trade.status) ? 2 : 1;
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      for (let time = 0; time < times; time++) void send(delivery);
    }, late?.ms ?? 0);
    this.#waiting.add(timer);
  }

  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
  }
}

async function send({ url, headers, body }: Delivery): Promise<void> {
  if (url === undefined) return;
  try {
    await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
  } catch {
    // Alipay would come again for a day; tests send what they miss themselves.
  }
}
