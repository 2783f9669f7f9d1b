import { defineAdapter, secret, type ChannelListing } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';
import { BREAKOUTS } from './breakouts.ts';
import { TRICKS } from './tricks.ts';

/** An adapter that attacks its host: the id of a listing names the attack, its title tells what came of it. */
export default defineAdapter({
  manifest: {
    id: 'hostile',
    kind: 'channel',
    name: 'Hostile',
    contract: '1.0',
    vendorApi: 'none',
    settings: Type.Object({
      baseUrl: Type.String(),
      key: Type.Optional(secret({ description: 'key' })),
      target: Type.Optional(Type.String()),
    }),
    allowedOrigins: () => ['http://127.0.0.1', 'https://stranger.example', 'https://*'],
    budget: { perSecond: 1, burst: 2 },
  },
  capabilities: {
    listings: {
      getListings: async ([name = '', ...args], call) => {
        const trick = TRICKS[name];
        if (trick) return (await trick(call, args)) as ChannelListing[];
        return [said(await outcomeOf(name, args))];
      },
    },
    orders: {
      mode: 'native',
      place: async (request, attempt, call) => {
        await attempt.remember('before');
        await call.http.request({ method: 'POST', url: `${String(call.connection.settings['baseUrl'])}/orders`, body: '{}' });
        if (request.notes === 'crash') process.exit(1);
        return { status: 'placed', externalId: '1', state: 'PLACED', lines: [], total: { minor: 1, currency: 'EUR' } as never };
      },
      repeats: { by: 'nothing' },
      get: () => Promise.resolve(undefined),
    },
    webhooks: {
      verify: () => Promise.resolve(true),
      parse: () => {
        for (;;);
      },
    },
  },
});

async function outcomeOf(name: string, args: readonly string[]): Promise<string> {
  const breakout = BREAKOUTS[name];
  if (!breakout) return `no attack is called ${name}`;
  try {
    const got = await Promise.race([
      breakout(args[0] ?? ''),
      new Promise(resolve => {
        setTimeout(resolve, 3_000, 'waiting');
      }),
    ]);
    return `got through: ${String(got)}`;
  } catch (error) {
    const { code, message, cause } = error as { code?: string; message?: string; cause?: { code?: string; message?: string } };
    return `denied: ${code ?? cause?.code ?? message ?? cause?.message ?? 'without a word'}`;
  }
}

/** A listing that tells something. */
export function said(title: string): ChannelListing {
  return {
    externalId: 'told',
    title,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    availability: 'UNKNOWN',
    purchasable: false,
  };
}
