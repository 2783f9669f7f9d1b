import { baseUrl, CONTRACT_VERSION, secret, type Call, type Manifest } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';

const settings = Type.Object({
  baseUrl: baseUrl('Where the API answers: https://api.acme.example'),
  apiKey: secret({ description: 'Acme dashboard, Developers → Secret keys.' }),
  requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'When the account was granted another rate.' })),
});

/** Settings of one account, as configuration gives them. */
export type Settings = Static<typeof settings>;

/** The settings of the account that this call is for. The host has checked them against the schema. */
export function settingsOf(call: Call): Settings {
  return call.connection.settings as Settings;
}

export const manifest: Manifest = {
  id: 'acme',
  kind: 'payment',
  name: 'Acme',
  contract: CONTRACT_VERSION,
  vendorApi: 'v1',
  settings,
  allowedOrigins: given => [new URL((given as Settings).baseUrl).origin],
  budget: { perSecond: 10, burst: 20 },
};
