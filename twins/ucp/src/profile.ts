import type { Json, Merchant } from './state.ts';

const EXTENDS: Readonly<Record<string, string>> = {
  discount: 'checkout',
  fulfillment: 'checkout',
  buyer_consent: 'checkout',
};

/** What a merchant can do, by short name. January has neither catalogue nor carts. */
function capabilitiesOf(merchant: Merchant, withoutCheckout: boolean): readonly string[] {
  const early = ['checkout', 'order', 'discount', 'fulfillment', 'buyer_consent'];
  if (merchant.isEarly) return early;
  const late = ['catalog.search', 'catalog.lookup', 'cart'];
  return withoutCheckout ? late : [...early.filter(name => name !== 'buyer_consent'), ...late];
}

/** The document at /.well-known/ucp, in the shape of the merchant's generation. */
export function profileView(
  merchant: Merchant,
  home: string,
  options: { readonly transports: readonly ('rest' | 'mcp')[]; readonly withoutCheckout: boolean; readonly key: Json },
): Json {
  const { version } = merchant;
  const base = version === '2026-01-11' ? 'https://ucp.dev' : `https://ucp.dev/${version}`;
  const capability = (name: string) => ({
    version,
    spec: `${base}/specification/${name.replaceAll('_', '-').replace('.', '/')}`,
    schema: `${base}/schemas/shopping/${name.replace('.', '_')}.json`,
    ...(EXTENDS[name] === undefined ? {} : { extends: `dev.ucp.shopping.${EXTENDS[name]}` }),
  });
  const names = capabilitiesOf(merchant, options.withoutCheckout);
  const handler = { id: 'mock_payment_handler', version, spec: `${base}/schemas/mock_payment_handler/spec`, config: {} };
  if (version === '2026-01-11') {
    return {
      ucp: {
        version,
        // Its Python server always ends in a slash.
        services: {
          'dev.ucp.shopping': {
            version,
            spec: `${base}/specification/reference`,
            rest: { schema: `${base}/services/shopping/rest.openapi.json`, endpoint: `${home}/` },
            mcp: null,
            a2a: null,
            embedded: null,
          },
        },
        capabilities: names.map(name => ({ name: `dev.ucp.shopping.${name}`, extends: null, config: null, ...capability(name) })),
      },
      payment: {
        handlers: [{ ...handler, name: 'dev.ucp.mock_payment', config_schema: `${base}/schemas/mock.json`, instrument_schemas: [] }],
      },
      signing_keys: [options.key],
    };
  }
  const inner = {
    version,
    services: {
      'dev.ucp.shopping': options.transports.map(transport => ({
        version,
        spec: `${base}/specification/overview`,
        transport,
        endpoint: transport === 'mcp' ? `${home}/mcp` : home,
        schema: `${base}/services/shopping/${transport === 'mcp' ? 'mcp.openrpc.json' : 'rest.openapi.json'}`,
      })),
    },
    capabilities: Object.fromEntries(names.map(name => [`dev.ucp.shopping.${name}`, [capability(name)]])),
    payment_handlers: {
      'dev.ucp.mock_payment': [{ ...handler, schema: `${base}/schemas/mock.json`, available_instruments: [{ type: 'card' }] }],
    },
  };
  // That release's reference has no wrapper.
  if (version === '2026-01-23') return { ...inner, signing_keys: [options.key] };
  return { ucp: inner, signing_keys: [options.key], ...(version === '2026-08-25' ? { keys: [options.key] } : {}) };
}

/** The `ucp` member of an answer. */
export function envelope(
  merchant: Merchant,
  about: 'checkout' | 'cart' | 'order' | 'catalog.search' | 'catalog.lookup',
  isError = false,
): Json {
  const { version } = merchant;
  if (merchant.has('node-shapes')) return { version: '2022-01-01', capabilities: [] };
  if (version === '2026-01-11')
    return {
      version,
      capabilities: [{ name: 'dev.ucp.shopping.checkout', version, spec: null, schema: null, extends: null, config: null }],
    };
  // A printed Python object for a name.
  if (version === '2026-01-23')
    return {
      version,
      services: null,
      capabilities: { "root='dev.ucp.shopping.checkout'": [{ version, name: 'dev.ucp.shopping.checkout' }] },
      payment_handlers: {},
    };
  return {
    version,
    status: isError ? 'error' : 'success',
    capabilities: { [`dev.ucp.shopping.${about}`]: [{ version }] },
    ...(about === 'checkout' && !isError
      ? {
          payment_handlers: {
            'dev.ucp.mock_payment': [{ id: 'mock_payment_handler', version, config: {}, available_instruments: [{ type: 'card' }] }],
          },
        }
      : {}),
  };
}
