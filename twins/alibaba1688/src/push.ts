import type { FaultSwitch } from '@onebasket/twin-kit';
import { signatureOf } from './signature.ts';

/** Tells a subscriber what happened: a form with `message` and `_aop_signature`, over and over until it hears 200. */
export class Push {
  readonly #url: string;
  readonly #secret: string;
  readonly #faults: FaultSwitch;
  #sent = 0;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(url: string, secret: string, faults: FaultSwitch) {
    this.#url = url;
    this.#secret = secret;
    this.#faults = faults;
  }

  /** Queues a message; order ids go out as numbers, as they do at 1688. */
  send(type: string, orderId: string, status: string, now: number): void {
    const data = `{"orderId":${orderId},"currentStatus":"${status}","buyerMemberId":"b2b-2248544159"}`;
    const message = `{"msgId":${++this.#sent},"gmtBorn":${now},"type":"${type}","userInfo":"b2b-2248544159","data":${data}}`;
    const times = this.#faults.strikeWebhook('duplicate-webhook', type) ? 2 : 1;
    for (let time = 0; time < times; time++) this.#underWay = this.#underWay.then(() => this.#post(message));
  }

  /** Resolves when everything that was sent has arrived or failed. */
  async idle(): Promise<void> {
    await this.#underWay;
  }

  async #post(message: string): Promise<void> {
    const body = new URLSearchParams(signedForm(message, this.#secret));
    await fetch(this.#url, { method: 'POST', body }).then(
      response => response.arrayBuffer(),
      () => undefined,
    );
  }
}

/** The form of a push. */
export function signedForm(message: string, secret: string): Readonly<Record<string, string>> {
  return { message, _aop_signature: signatureOf('', [['message', message]], secret) };
}
