import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { Settings } from './settings.ts';
import { recordIn, textIn } from './wire.ts';

const MOST_BYTES = 64;

/**
 * `custom_parameters`: the uid is the one that was authorised with the pid; the order key travels as `sid` and comes back in the order report.
 * Throws when it does not fit into the platform's 64 bytes.
 */
export function customParameters({ uid }: Settings, key?: string): string {
  const text = JSON.stringify({ uid, ...(key === undefined ? {} : { sid: key }) });
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  throw new AdapterError('unsupported', {
    outcome: 'not-done',
    message: `Pinduoduo carries ${MOST_BYTES} bytes with a link, and uid and order key have ${Buffer.byteLength(text)}`,
  });
}

/** The key that a reported order brings back: its `sid`, or the uid of links that were made with the key alone. */
export function keyIn(custom: unknown, ownUid: string): string | undefined {
  const parameters = recordIn(custom) ?? recordIn(parsed(custom));
  if (!parameters) return textIn(custom);
  const uid = textIn(parameters['uid']);
  return textIn(parameters['sid']) ?? (uid === ownUid ? undefined : uid);
}

function parsed(custom: unknown): unknown {
  try {
    return typeof custom === 'string' ? parseLosslessJson(custom) : undefined;
  } catch {
    return undefined;
  }
}
