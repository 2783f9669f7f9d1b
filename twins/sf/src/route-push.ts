import type { FaultSwitch } from '@onebasket/twin-kit';
import type { Parcels } from './parcels.ts';
import { pushView } from './service.ts';

const TRIES = 4;
const RETRY_MS = 500;
const LOOK_MS = 250;
const TIMEOUT_MS = 5000;

/** Pushes each new event of every parcel to one address, again when the answer is not `return_code` 0000, then gives up. Nothing is signed. */
export class RoutePush {
  readonly #parcels: Parcels;
  readonly #url: string;
  readonly #faults: FaultSwitch;
  readonly #pushed = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  /** Events that are older than the start were pushed by an earlier run. */
  constructor(parcels: Parcels, url: string, faults: FaultSwitch) {
    this.#parcels = parcels;
    this.#url = url;
    this.#faults = faults;
    for (const parcel of parcels.all()) for (const event of parcels.eventsOf(parcel)) this.#pushed.add(event.id);
    this.#timer = setInterval(() => this.look(), LOOK_MS);
  }

  /** Pushes what has happened since the last look. */
  look(): void {
    for (const parcel of this.#parcels.all()) {
      for (const event of this.#parcels.eventsOf(parcel)) {
        if (this.#pushed.has(event.id)) continue;
        this.#pushed.add(event.id);
        void this.#push(JSON.stringify({ Body: { WaybillRoute: [pushView(parcel, event)] } }), event.step.opCode);
      }
    }
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  async #push(body: string, opCode: string): Promise<void> {
    const late = this.#faults.strikeWebhook('late-webhook', opCode);
    if (late !== undefined) await pause(late.ms ?? 2000);
    for (let attempt = 0; attempt < TRIES && !this.#isClosed; attempt++) {
      if (await this.#isTaken(body)) break;
      await pause(RETRY_MS * 2 ** attempt);
    }
    if (!this.#isClosed && this.#faults.strikeWebhook('duplicate-webhook', opCode) !== undefined) await this.#isTaken(body);
  }

  async #isTaken(body: string): Promise<boolean> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return ((await response.json()) as { readonly return_code?: string }).return_code === '0000';
    } catch {
      return false;
    }
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise<void>(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
