/** The two ways WordPress writes an instant: by the site's own clock and by UTC, both without a zone. */
export class SiteClock {
  readonly now: () => Date;
  readonly #offsetMs: number;

  constructor(now: () => Date, utcOffsetMinutes: number) {
    this.now = now;
    this.#offsetMs = utcOffsetMinutes * 60_000;
  }

  /** Now in whole seconds, as the database keeps it; in milliseconds. */
  second(): number {
    return Math.floor(this.now().getTime() / 1000) * 1000;
  }

  local(at: number): string;
  local(at: number | null): string | null;
  local(at: number | null): string | null {
    return at === null ? null : new Date(at + this.#offsetMs).toISOString().slice(0, 19);
  }

  gmt(at: number): string;
  gmt(at: number | null): string | null;
  gmt(at: number | null): string | null {
    return at === null ? null : new Date(at).toISOString().slice(0, 19);
  }

  /** An instant as a query parameter has it: `Z` or an offset counts, without a zone it is the site's clock. A plain date is none. */
  parse(text: string, isGmt: boolean): number | undefined {
    const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
    if (match === null) return undefined;
    const [, date, time, zone] = match;
    const at = Date.parse(`${date}T${time}${zone ?? 'Z'}`);
    if (Number.isNaN(at)) return undefined;
    return Math.floor((zone === undefined && !isGmt ? at - this.#offsetMs : at) / 1000) * 1000;
  }
}
