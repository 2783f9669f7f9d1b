import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startJdVopTwin, type JdVopTwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, options: { type: 'string' }, 'with-parent': { type: 'boolean' } },
});

/** `--options` is the whole option object as JSON; the port flag wins. */
const options: JdVopTwinOptions = {
  ...(values.options === undefined ? {} : (JSON.parse(values.options) as JdVopTwinOptions)),
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
};

await serveAsProcess(() => startJdVopTwin(options), { diesWithParent: values['with-parent'] === true });
