import { parseArgs } from 'node:util';
import { serveAsProcess } from '@onebasket/twin-kit';
import { startWechatpayTwin, type WechatpayTwinOptions } from './twin.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, options: { type: 'string' }, 'with-parent': { type: 'boolean' } },
});

/** `--options` is the whole option object as JSON; `--port` wins. */
function optionsFromFlags(): WechatpayTwinOptions {
  const given = values.options === undefined ? {} : (JSON.parse(values.options) as WechatpayTwinOptions);
  if (values.port === undefined) return given;
  if (!/^\d+$/.test(values.port)) throw new TypeError(`a whole number is wanted, not ${JSON.stringify(values.port)}`);
  return { ...given, port: Number(values.port) };
}

await serveAsProcess(() => startWechatpayTwin(optionsFromFlags()), { diesWithParent: values['with-parent'] === true });
