import { pino } from 'pino';

/** Structured lines on standard error; secrets and people's data never go in. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  child(fields: Readonly<Record<string, unknown>>): Log;
}

/** Level from ONEBASKET_LOG (debug, info, warn, error, silent); default info. */
export function createLog(level: string = process.env['ONEBASKET_LOG'] ?? 'info'): Log {
  const wrap = (logger: pino.Logger): Log => ({
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
    child: fields => wrap(logger.child(fields)),
  });
  return wrap(pino({ level, base: null }, pino.destination({ dest: 2, sync: true })));
}
