import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startAcpTwin, type AcpTwinOptions } from './twin.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, options: { type: 'string' }, 'with-parent': { type: 'boolean' } } });

/** `--options` is the whole option object as JSON; `--port` wins. */
function optionsFromFlags(): AcpTwinOptions {
  const given = values.options === undefined ? {} : (JSON.parse(values.options) as AcpTwinOptions);
  if (values.port === undefined) return given;
  if (!/^\d+$/.test(values.port)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(values.port)}`);
  return { ...given, port: Number(values.port) };
}

await serveAsProcess(() => startAcpTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
