const OFFSET_MS = 8 * 3_600_000;

/** "2026-01-02 03:04:05" in Beijing: every time that Alipay reads or says. */
export function toBeijingText(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
