import { integerIn, textIn, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { hasApp, send } from './client.ts';
import { settingsOf } from './manifest.ts';
import { recordAt, recordIn } from './wire.ts';

const SHOP = /* GraphQL */ `
  query Health($channel: String!) {
    shop {
      name
      schemaVersion
    }
    channel(slug: $channel) {
      slug
    }
    products(first: 1, channel: $channel) {
      totalCount
    }
  }
`;
const APP = 'query App { app { name } }';

/** Whose shop it is and how much the channel sells. A channel that does not exist is no error to the shop, only empty; a wrong token makes us a stranger. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { channel } = settingsOf(call);
  const { data } = await send({ label: 'health', document: SHOP, variables: { channel }, effect: 'read' }, call);
  if (!recordIn(data['channel'])) {
    throw new AdapterError('misconfigured', {
      message: `saleor: health: the shop has no channel ${JSON.stringify(channel)}`,
      outcome: 'not-done',
    });
  }
  const shop = recordAt(data, 'shop');
  const count = integerIn(recordAt(data, 'products')?.['totalCount']);
  const told = `${textIn(shop?.['name']) ?? 'a Saleor shop'} (Saleor ${textIn(shop?.['schemaVersion']) ?? '?'}), channel ${channel}: ${count ?? '?'} products`;
  if (!hasApp(call)) return { detail: told };
  const { data: answer } = await send({ label: 'health: app', document: APP, effect: 'read', asApp: true }, call);
  return { detail: `${told}; as app ${textIn(recordAt(answer, 'app')?.['name']) ?? '?'}` };
}
