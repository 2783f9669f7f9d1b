import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { VERSIONS, type UcpTwinOptions } from './options.ts';
import { startUcpTwin } from './twin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    version: { type: 'string' },
    options: { type: 'string' },
    'with-parent': { type: 'boolean' },
  },
});

/** `--options` is the whole option object as JSON; flags win. */
function optionsFromFlags(): UcpTwinOptions {
  const version = VERSIONS.find(known => known === values.version);
  if (values.version !== undefined && version === undefined) throw new TypeError(`--version is one of ${VERSIONS.join(', ')}`);
  if (values.port !== undefined && !/^\d+$/.test(values.port)) throw new TypeError('--port is a whole number');
  return {
    ...(values.options === undefined ? {} : (JSON.parse(values.options) as UcpTwinOptions)),
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    ...(version === undefined ? {} : { version }),
  };
}

await serveAsProcess(() => startUcpTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
