import { createHash } from 'node:crypto';
import type { Call } from '@onebasket/adapter-sdk';
import { settingsOf } from './settings.ts';
import { textOf, type Fields } from './wire.ts';

/** The promotion position of a handoff: one of the pool, the same for every try of one key. */
export function adzoneFor(key: string, call: Call): string {
  const { adzoneId, adzonePool = [adzoneId] } = settingsOf(call.connection);
  const number = createHash('sha256').update(key).digest().readUInt32BE(0);
  return adzonePool[number % adzonePool.length] ?? adzoneId;
}

/** The mark of a handoff, of what its order report brings back: promotion position, channel, member. */
export function markOf(adzoneId: string, call: Call): string {
  const { relationId, specialId } = settingsOf(call.connection);
  return mark(adzoneId, relationId, specialId);
}

/** The same mark as a row of the order report tells it. */
export function markOfRow(row: Fields): string | undefined {
  const adzoneId = textOf(row['adzone_id']);
  return adzoneId === undefined ? undefined : mark(adzoneId, textOf(row['relation_id']), textOf(row['special_id']));
}

function mark(adzoneId: string, relationId: string | undefined, specialId: string | undefined): string {
  const told = (id: string | undefined) => id !== undefined && id !== '0';
  return [`adzone:${adzoneId}`, told(relationId) ? `relation:${relationId}` : '', told(specialId) ? `special:${specialId}` : '']
    .filter(Boolean)
    .join(' ');
}
