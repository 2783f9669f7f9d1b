import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startSfTwin, type SfTwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'partner-id': { type: 'string' },
    checkword: { type: 'string' },
    data: { type: 'string' },
    step: { type: 'string' },
    'push-url': { type: 'string' },
    latency: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON; flags win. */
function optionsFromFlags(): SfTwinOptions {
  const flags = {
    port: whole(values.port),
    partnerId: values['partner-id'],
    checkword: values.checkword,
    data: values.data,
    stepMs: whole(values.step),
    pushUrl: values['push-url'],
    latencyMs: whole(values.latency),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...(values.options === undefined ? {} : (JSON.parse(values.options) as SfTwinOptions)), ...given };
}

function whole(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(text)}`);
  return text === undefined ? undefined : Number(text);
}

await serveAsProcess(() => startSfTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
