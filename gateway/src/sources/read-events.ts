/** One server-sent event. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads server-sent events from a byte stream. Comments and fields other than `event` and `data` are passed over. */
export async function* readEvents(stream: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split(/\r?\n/).map(line => /^(event|data):? ?(.*)$/.exec(line));
      const event = fields.find(field => field?.[1] === 'event')?.[2];
      const data = fields.flatMap(field => (field?.[1] === 'data' ? [field[2] ?? ''] : []));
      if (event !== undefined || data.length > 0) yield { event: event ?? 'message', data: data.join('\n') };
    }
  }
}
