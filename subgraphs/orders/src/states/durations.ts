export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How long a buyer may take to pay; codes to scan are good for as long (Alipay, WeChat Pay). */
export const PAY_WITHIN_MS = 2 * HOUR_MS;
