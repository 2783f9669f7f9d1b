import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startTaobaoTwin, type TaobaoTwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'app-key': { type: 'string' },
    'app-secret': { type: 'string' },
    'calls-per-day': { type: 'string' },
    latency: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON; flags win. */
function optionsFromFlags(): TaobaoTwinOptions {
  const flags = {
    port: whole(values.port),
    appKey: values['app-key'],
    appSecret: values['app-secret'],
    callsPerDay: whole(values['calls-per-day']),
    latencyMs: whole(values.latency),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...(values.options === undefined ? {} : (JSON.parse(values.options) as TaobaoTwinOptions)), ...given };
}

function whole(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(text)}`);
  return text === undefined ? undefined : Number(text);
}

await serveAsProcess(() => startTaobaoTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
