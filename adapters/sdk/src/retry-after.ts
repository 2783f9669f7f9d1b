/**
 * How long a vendor asks to be left alone, from `Retry-After` in seconds or as an HTTP date, in milliseconds from `now`; `undefined` when it does not say.
 * Header names are in lower case, as in `HttpResponse`.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
