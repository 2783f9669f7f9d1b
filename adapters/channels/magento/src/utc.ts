/** REST tells times in UTC without saying so ("2026-11-25 10:00:00"); as RFC 3339. `undefined` for anything else. */
export function utcInstant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value)) return undefined;
  const instant = `${value.replace(' ', 'T')}Z`;
  return Number.isNaN(Date.parse(instant)) ? undefined : instant;
}

/** The same way back, for `searchCriteria`. */
export function utcText(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
