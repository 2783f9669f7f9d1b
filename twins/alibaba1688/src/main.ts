import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startAlibaba1688Twin, type Alibaba1688TwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'app-key': { type: 'string' },
    'app-secret': { type: 'string' },
    'access-token': { type: 'string' },
    'push-url': { type: 'string' },
    latency: { type: 'string' },
    seed: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON; flags win. */
function optionsFromFlags(): Alibaba1688TwinOptions {
  const flags = {
    port: whole(values.port),
    appKey: values['app-key'],
    appSecret: values['app-secret'],
    accessToken: values['access-token'],
    pushUrl: values['push-url'],
    latencyMs: whole(values.latency),
    seed: whole(values.seed),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...(values.options === undefined ? {} : (JSON.parse(values.options) as Alibaba1688TwinOptions)), ...given };
}

function whole(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(text)}`);
  return text === undefined ? undefined : Number(text);
}

await serveAsProcess(() => startAlibaba1688Twin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
