import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startMagentoTwin } from './twin.ts';
import type { MagentoTwinOptions } from './options.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, options: { type: 'string' }, 'with-parent': { type: 'boolean' } },
});

/** `--options` is the whole option object as JSON; `--port` wins. */
function optionsFromFlags(): MagentoTwinOptions {
  const given = values.options === undefined ? {} : (JSON.parse(values.options) as MagentoTwinOptions);
  if (values.port === undefined) return given;
  if (!/^\d+$/.test(values.port)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(values.port)}`);
  return { ...given, port: Number(values.port) };
}

await serveAsProcess(() => startMagentoTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
