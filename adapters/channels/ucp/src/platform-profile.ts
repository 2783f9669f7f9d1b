import { GENERATIONS, generationOf, type Generation } from './generations.ts';
import { readSigningKey, toPublicJwk } from './keys.ts';
import type { UcpSettings } from './settings.ts';

/** What of a connection's settings its profile is made of. */
export type ProfileSettings = Pick<UcpSettings, 'platformProfileUrl' | 'webhookUrl' | 'signingKey' | 'signingKeyId'>;

const CAPABILITIES: readonly { readonly name: string; readonly extends?: string; readonly since?: string }[] = [
  { name: 'checkout' },
  { name: 'fulfillment', extends: 'checkout' },
  { name: 'discount', extends: 'checkout' },
  { name: 'order' },
  { name: 'cart', since: '2026-04-08' },
  { name: 'catalog.search', since: '2026-04-08' },
  { name: 'catalog.lookup', since: '2026-04-08' },
];

/**
 * The profile that tells a merchant who we are, in the shape of its generation (an older merchant finds no webhook address in a newer shape).
 * Pure; the host serves it at `platformProfileUrl` with `Cache-Control: public, max-age=300` and never redirects.
 * Throws `RangeError` for a version that we do not speak.
 */
export function platformProfile(version: string, settings: ProfileSettings): Readonly<Record<string, unknown>> {
  const generation = generationOf(version);
  if (!generation)
    throw new RangeError(`no generation of the protocol is called ${version}: ${GENERATIONS.map(one => one.version).join(', ')}`);
  const spec = (what: string) => `https://ucp.dev/${version}/specification/${what}`;
  const schema = (name: string) => `https://ucp.dev/${version}/schemas/shopping/${name.replaceAll('.', '_')}.json`;
  const entries = CAPABILITIES.filter(({ since }) => since === undefined || since <= version).map(({ name, extends: parent }) => ({
    name: `dev.ucp.shopping.${name}`,
    version,
    spec: spec(name.replace('catalog.', 'catalog/')),
    schema: schema(name),
    ...(parent === undefined ? {} : { extends: `dev.ucp.shopping.${parent}` }),
    ...(name === 'order' && settings.webhookUrl !== undefined ? { config: { webhook_url: settings.webhookUrl } } : {}),
  }));
  const keys = settings.signingKey === undefined ? [] : [toPublicJwk(readSigningKey(settings.signingKey, settings.signingKeyId))];
  const published = keys.length === 0 ? {} : { signing_keys: keys, ...(generation.keys === 'keys' ? { keys } : {}) };
  if (generation.capabilities === 'list') {
    const services = {
      'dev.ucp.shopping': {
        version,
        spec: spec('overview'),
        rest: { schema: `https://ucp.dev/${version}/services/shopping/rest.openapi.json` },
      },
    };
    return { ucp: { version, services, capabilities: entries }, payment: { handlers: [] }, ...published };
  }
  const transport = (name: string, file: string) => ({
    version,
    spec: spec('overview'),
    transport: name,
    schema: `https://ucp.dev/${version}/services/shopping/${file}`,
  });
  return {
    ucp: {
      version,
      services: { 'dev.ucp.shopping': [transport('rest', 'rest.openapi.json'), transport('mcp', 'mcp.openrpc.json')] },
      capabilities: Object.fromEntries(entries.map(({ name, ...entry }) => [name, [entry]])),
      payment_handlers: {},
    },
    ...published,
  };
}

/** The address of our profile for merchants of this generation. */
export function profileUrlFor(template: string, { version }: Generation): string {
  return template.replaceAll('{version}', version);
}
