import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startShopifyTwin, type ShopifyTwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'shop-domain': { type: 'string' },
    currency: { type: 'string' },
    latency: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON; flags win. */
function optionsFromFlags(): ShopifyTwinOptions {
  const flags = {
    port: whole(values.port),
    shopDomain: values['shop-domain'],
    currency: values.currency,
    latencyMs: whole(values.latency),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...(values.options === undefined ? {} : (JSON.parse(values.options) as ShopifyTwinOptions)), ...given };
}

function whole(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(text)}`);
  return text === undefined ? undefined : Number(text);
}

await serveAsProcess(() => startShopifyTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
