import { textIn, type Call } from '@onebasket/adapter-sdk';
import { askAdmin, askStorefront, hasAdmin } from './client.ts';
import { unusable } from './errors.ts';
import { SHOP } from './storefront-documents.ts';
import { fieldsOf } from './wire.ts';

const WHAT = { label: 'shop', effect: 'read' } as const;

/** The shop says its name, through the Storefront API and, where it is used, the Admin API. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { data } = await askStorefront({ ...WHAT, document: SHOP }, call);
  const name = textIn(fieldsOf(data['shop'])['name']);
  if (name === undefined) throw unusable('was answered without a name', WHAT);
  if (!hasAdmin(call)) return { detail: `${name} answers` };
  await askAdmin({ ...WHAT, document: SHOP, cost: 2 }, call);
  return { detail: `${name} answers, its Admin API too` };
}
