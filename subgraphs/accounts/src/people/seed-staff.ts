import { randomUUID } from 'node:crypto';
import type { Config } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { Passwords } from './passwords.ts';
import { emailKey, type PersonDoc } from './person-doc.ts';

/** Makes the staff accounts that configuration names, and brings those that exist up to date. */
export async function seedStaff(
  people: Collection<PersonDoc, 'personId'>,
  passwords: Passwords,
  staff: Config['accounts']['seed']['staff'],
): Promise<void> {
  for (const { email, password, roles, name } of staff) {
    const key = emailKey(email);
    const stands = await people.get(key);
    const isCurrent =
      stands?.kind === 'STAFF' &&
      stands.roles.join() === roles.join() &&
      stands.name === name &&
      (await passwords.verify(stands.passwordHash, password));
    if (isCurrent) continue;
    const given = {
      passwordHash: await passwords.hash(password),
      kind: 'STAFF' as const,
      roles,
      isConfirmed: true,
      ...(name ? { name } : {}),
    };
    const { existing } = await people.insert({ _id: key, v: 1, shape: 1, personId: randomUUID(), email, adoptOrders: false, ...given });
    // A sign-up that still waits for its code must not replace what configuration says; nor does an old name stay.
    if (existing) await people.change(key, ({ name: _name, code: _code, pending: _pending, ...doc }) => ({ ...doc, ...given }));
  }
}
