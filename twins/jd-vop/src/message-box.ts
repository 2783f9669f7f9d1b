import { idList, yes, type Services } from './envelope.ts';

export interface VopMessage {
  readonly id: number;
  readonly type: number;
  readonly time: string;
  readonly result: Readonly<Record<string, unknown>>;
}

const PAGE = 100;

/** Messages wait until they are deleted, and come again until then. */
export class MessageBox {
  readonly #now: () => Date;
  #waiting: VopMessage[] = [];
  #nextId = 9_007_199_254;

  constructor(now: () => Date) {
    this.#now = now;
  }

  readonly services: Services = {
    'api/message/get': form => {
      const types = idList(form.get('type'));
      return yes(this.#waiting.filter(({ type }) => types.includes(String(type))).slice(0, PAGE));
    },
    'api/message/del': form => {
      this.#waiting = this.#waiting.filter(({ id }) => String(id) !== form.get('id'));
      return yes(true);
    },
  };

  get waiting(): readonly VopMessage[] {
    return this.#waiting;
  }

  put(type: number, result: Readonly<Record<string, unknown>>): void {
    const time = new Date(this.#now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    this.#waiting.push({ id: this.#nextId++, type, time, result });
  }
}
