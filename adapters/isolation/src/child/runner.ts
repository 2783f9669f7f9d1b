/**
 * The process of one adapter package. It speaks to the host over descriptor 3 and to nobody else; it is started by `host/confined-process.ts` with the
 * flags that deny it the rest, and ends with the pipe.
 */
import { Socket } from 'node:net';
import { importAdapter } from '../import-adapter.ts';
import { describeFailure } from '../wire/failures.ts';
import { encodeFrame, FrameReader } from '../wire/frames.ts';
import type { ChildMessage, HostMessage } from '../wire/messages.ts';
import { adapterFacts } from './adapter-facts.ts';
import { Calls } from './calls.ts';
import { confine } from './confine.ts';

const pipe = new Socket({ fd: 3 });
pipe.on('close', () => process.exit(0));
pipe.on('error', () => process.exit(1));

const send = (message: ChildMessage) => void pipe.write(frameOf(message));
const fail = (error: unknown) => {
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown };
  const text = typeof message === 'string' ? message : describeFailure(error).message;
  pipe.write(frameOf({ t: 'failed', message: `${typeof code === 'string' ? `${code}: ` : ''}${text}`.slice(0, 2_000) }), () =>
    process.exit(1),
  );
};
process.on('uncaughtException', fail);

const folder = process.argv[2] as string;
let calls: Calls | undefined;
const reader = new FrameReader();
pipe.on('data', (chunk: Buffer) => {
  for (const message of reader.push(chunk)) {
    if (calls) calls.handle(message as HostMessage);
    else if ((message as HostMessage).t === 'ping') send({ t: 'pong', n: (message as Extract<HostMessage, { t: 'ping' }>).n });
  }
});

try {
  confine();
  const adapter = await importAdapter(folder);
  calls = new Calls(adapter, send);
  send({ t: 'hello', adapter: adapterFacts(adapter) });
} catch (error) {
  fail(error);
}

/** What cannot be sent is told instead: the call that it belongs to ends with it. */
function frameOf(message: ChildMessage): Buffer {
  try {
    return encodeFrame(message);
  } catch (error) {
    if (message.t === 'result' || message.t === 'threw')
      return encodeFrame({ t: 'threw', id: message.id, failure: describeFailure(error) });
    throw error;
  }
}
