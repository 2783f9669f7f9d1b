import { untilAborted } from './until-aborted.ts';

interface Flight {
  readonly answer: Promise<string>;
  readonly abandoned: AbortController;
  waiting: number;
}

/**
 * Sub-requests under way that several requests wait for. Two are the same only when all that reaches the subgraph is: where it goes, what it asks and on
 * whose behalf. The answer is text, so that everybody makes objects of their own from it.
 */
export class SharedAnswers {
  private readonly flights = new Map<string, Flight>();
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Joins the flight with this key or begins it. It is called off when nobody waits for it any more, not when the one who began it is gone. */
  async join(key: string, signal: AbortSignal, begin: (abandoned: AbortSignal) => Promise<string>): Promise<string> {
    let flight = this.flights.get(key);
    if (!flight) {
      const abandoned = new AbortController();
      const answer = begin(abandoned.signal).finally(() => this.forget(key, begun));
      const begun: Flight = { answer, abandoned, waiting: 0 };
      this.flights.set(key, (flight = begun));
    }
    const { answer } = flight;
    flight.waiting++;
    try {
      return await untilAborted(this.name, signal, () => answer);
    } finally {
      if (--flight.waiting === 0) {
        this.forget(key, flight);
        flight.abandoned.abort();
      }
    }
  }

  private forget(key: string, flight: Flight): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}
