import { randomUUID } from 'node:crypto';
import type { Config } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { Passwords } from './passwords.ts';
import { emailKey, type PersonDoc } from './person-doc.ts';

/** Makes the staff accounts that configuration names, and brings those that exist up to date. Who is no longer named is no longer staff. */
export async function seedStaff(
  people: Collection<PersonDoc, 'personId' | 'staff'>,
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
    const { existing } = await people.insert({ _id: key, v: 1, shape: 1, personId: randomUUID(), email, waiting: [], ...given });
    // A sign-up that still waits for its code must not replace what configuration says; nor does an old name stay.
    if (existing) await people.change(key, ({ name: _name, ...doc }) => ({ ...doc, ...given, waiting: [] }));
  }
  await dismissAllBut(people, new Set(staff.map(({ email }) => emailKey(email))));
}

/** They keep their account, as shoppers; access tokens that they hold end within half an hour. */
async function dismissAllBut(people: Collection<PersonDoc, 'personId' | 'staff'>, named: ReadonlySet<string>): Promise<void> {
  const { docs } = await people.find({ index: 'staff', prefix: [], limit: 1000 });
  for (const { _id } of docs.filter(doc => !named.has(doc._id))) await people.change(_id, doc => ({ ...doc, kind: 'SHOPPER', roles: [] }));
}
