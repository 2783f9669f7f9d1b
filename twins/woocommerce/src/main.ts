import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import type { DemoShop } from './demo/index.ts';
import { parseTax, type WooCommerceTwinOptions } from './options.ts';
import { startWooCommerceTwin } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    catalogue: { type: 'string' },
    demo: { type: 'string' },
    data: { type: 'string' },
    name: { type: 'string' },
    currency: { type: 'string' },
    country: { type: 'string' },
    'consumer-key': { type: 'string' },
    'consumer-secret': { type: 'string' },
    'webhook-secret': { type: 'string' },
    'webhook-delay': { type: 'string' },
    'strict-webhook-ports': { type: 'boolean' },
    latency: { type: 'string' },
    tax: { type: 'string' },
    'utc-offset': { type: 'string' },
    'auto-ship': { type: 'string' },
    'sf-url': { type: 'string' },
    seed: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON, for what has no flag of its own; flags win. */
function optionsFromFlags(): WooCommerceTwinOptions {
  const given = {
    ...texts({ catalogue: values.catalogue, data: values.data, name: values.name, currency: values.currency, country: values.country }),
    ...texts({
      consumerKey: values['consumer-key'],
      consumerSecret: values['consumer-secret'],
      webhookSecret: values['webhook-secret'],
      sfUrl: values['sf-url'],
    }),
    ...texts({ demo: values.demo as DemoShop | undefined }),
    ...numbers({ port: values.port, latencyMs: values.latency, autoShipMs: values['auto-ship'], seed: values.seed }),
    ...numbers({ webhookDelayMs: values['webhook-delay'], utcOffsetMinutes: values['utc-offset'] }),
  };
  return {
    ...(values.options === undefined ? {} : (JSON.parse(values.options) as WooCommerceTwinOptions)),
    ...given,
    ...(values.tax === undefined ? {} : { tax: parseTax(values.tax) }),
    ...(values['strict-webhook-ports'] === true ? { strictWebhookPorts: true } : {}),
  };
}

function texts<T extends string>(flags: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(flags).filter((entry): entry is [string, T] => entry[1] !== undefined));
}

function numbers(flags: Readonly<Record<string, string | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(texts(flags)).map(([name, text]) => {
      if (!/^-?\d+$/.test(text)) throw new TypeError(`${name} is a whole number, not ${JSON.stringify(text)}`);
      return [name, Number(text)];
    }),
  );
}

await serveAsProcess(() => startWooCommerceTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
