const OFFSET_MS = 8 * 3_600_000;

/** `yyyy-MM-dd HH:mm:ss` as clocks in Beijing show it: how JD wants its timestamps. */
export function toBeijingText(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a time without zone, which is Beijing's; `undefined` for text that is no time. */
export function fromBeijingText(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(text);
  const date = new Date(match ? `${match[1]}T${match[2]}+08:00` : NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
