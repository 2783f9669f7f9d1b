import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startPinduoduoTwin, type PinduoduoTwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    pid: { type: 'string' },
    latency: { type: 'string' },
    seed: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON; flags win. */
function optionsFromFlags(): PinduoduoTwinOptions {
  const flags = {
    port: whole(values.port),
    clientId: values['client-id'],
    clientSecret: values['client-secret'],
    pid: values.pid,
    latencyMs: whole(values.latency),
    seed: whole(values.seed),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...(values.options === undefined ? {} : (JSON.parse(values.options) as PinduoduoTwinOptions)), ...given };
}

function whole(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(text)}`);
  return text === undefined ? undefined : Number(text);
}

await serveAsProcess(() => startPinduoduoTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
