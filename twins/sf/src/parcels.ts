import type { Journal } from '@onebasket/twin-kit';
import { JOURNEY, stepOf, type Step } from './steps.ts';

/** What is told to SF when a parcel is handed over. */
export interface Handover {
  readonly number: string;
  /** Last four digits of the sender's or recipient's phone; a query must name them. Empty: nobody's. */
  readonly phoneLast4: string;
  /** The customer's own order number, for queries with `trackingType` 2. */
  readonly orderId?: string;
  readonly origin?: string;
  readonly destination?: string;
  /** Moves by itself, one step each `stepMs`; `false` waits for `advance`. */
  readonly moves?: boolean;
}

export interface Parcel extends Required<Handover> {
  readonly registeredAt: number;
  /** Steps that were added by hand. */
  readonly added: readonly { readonly opCode: string; readonly at: number; readonly remark?: string }[];
}

/** One line of a parcel's history. */
export interface RouteEvent {
  readonly id: string;
  readonly at: number;
  readonly address: string;
  readonly step: Step;
}

/** Parcels by number; durable in the journal. What has happened to one follows from when it was registered, so a restart changes nothing. */
export class Parcels {
  readonly #journal: Journal;
  readonly #stepMs: number;
  readonly #now: () => Date;
  readonly #parcels: Map<string, Parcel>;

  constructor(journal: Journal, options: { readonly stepMs: number; readonly now: () => Date }) {
    this.#journal = journal;
    this.#stepMs = options.stepMs;
    this.#now = options.now;
    this.#parcels = new Map(journal.read<Parcel>('parcel'));
  }

  /** Registers a number; a number that is known already stays as it is. */
  add(handover: Handover): Parcel {
    const known = this.#parcels.get(handover.number);
    if (known !== undefined) return known;
    const parcel: Parcel = {
      orderId: '',
      origin: '深圳市',
      destination: '北京市',
      moves: true,
      ...Object.fromEntries(Object.entries(handover).filter(([, value]) => value !== undefined && value !== '')),
      number: handover.number,
      phoneLast4: handover.phoneLast4,
      registeredAt: this.#now().getTime(),
      added: [],
    };
    this.#save(parcel);
    return parcel;
  }

  /** Lets something happen to a parcel now. Throws `RangeError` when the number is not known. */
  advance(number: string, opCode: string, remark?: string): void {
    const parcel = this.#parcels.get(number);
    if (parcel === undefined) throw new RangeError(`no parcel ${number}`);
    const added = { opCode, at: this.#now().getTime(), ...(remark === undefined ? {} : { remark }) };
    this.#save({ ...parcel, moves: false, added: [...this.#frozen(parcel), added] });
  }

  get(number: string): Parcel | undefined {
    return this.#parcels.get(number);
  }

  byOrderId(orderId: string): Parcel | undefined {
    return [...this.#parcels.values()].find(parcel => parcel.orderId === orderId);
  }

  all(): readonly Parcel[] {
    return [...this.#parcels.values()];
  }

  /** What has happened up to now, oldest first. */
  eventsOf(parcel: Parcel): readonly RouteEvent[] {
    return this.#frozen(parcel).map(({ opCode, at, remark }) => {
      const step = stepOf(opCode);
      const address = { origin: parcel.origin, hub: '武汉市', destination: parcel.destination }[step.place];
      return { id: `${parcel.number}-${opCode}-${at}`, at, address, step: remark === undefined ? step : { ...step, remark } };
    });
  }

  forget(): void {
    for (const number of this.#parcels.keys()) this.#journal.remove('parcel', number);
    this.#parcels.clear();
  }

  #frozen(parcel: Parcel): Parcel['added'] {
    if (!parcel.moves || this.#stepMs <= 0)
      return parcel.moves ? [{ opCode: '50', at: parcel.registeredAt }, ...parcel.added] : parcel.added;
    const passed = Math.floor((this.#now().getTime() - parcel.registeredAt) / this.#stepMs);
    return JOURNEY.slice(0, passed + 1).map(({ opCode }, index) => ({ opCode, at: parcel.registeredAt + index * this.#stepMs }));
  }

  #save(parcel: Parcel): void {
    this.#parcels.set(parcel.number, parcel);
    this.#journal.put('parcel', parcel.number, parcel);
  }
}
