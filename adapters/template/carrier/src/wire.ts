import { asList, asRecord, needed, textIn } from '@onebasket/adapter-sdk';

/** A parcel as the carrier sends it, read at the border. */
export interface Parcel {
  readonly number: string;
  readonly expected?: string | undefined;
  readonly scans: readonly Scan[];
}

export interface Scan {
  /** RFC 3339 with the offset of the place where it was scanned. */
  readonly time: string;
  readonly code: string;
  readonly text: string;
  readonly place?: string | undefined;
}

/** Throws `AdapterError('invalid-response')` for what is no parcel. A scan without time or code tells nothing and is left out. */
export function readParcel(value: unknown, what: string): Parcel {
  const parcel = asRecord(value, what);
  return {
    number: needed(textIn(parcel['number']), `${what}: number`),
    expected: textIn(parcel['expected']),
    scans: asList(parcel['scans'], `${what}: scans`).flatMap((scan, at) => readScan(scan, `${what}: scans[${at}]`) ?? []),
  };
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function readScan(value: unknown, what: string): Scan | undefined {
  const scan = asRecord(value, what);
  const time = textIn(scan['time']);
  const code = textIn(scan['code']);
  if (time === undefined || !RFC_3339.test(time) || code === undefined) return undefined;
  return { time, code, text: textIn(scan['text']) ?? code, place: textIn(scan['place']) };
}
