import { decodeValue, encodeValue, WireError } from './values.ts';

/** The largest thing that is said at once: an HTTP answer of 8 MiB and what goes around it. A larger one is cut off before it is read. */
export const MAX_FRAME_BYTES = 12 * 1024 * 1024;
/** More values than any page of the contract has; a frame of nothing but brackets would take long to read. */
const MAX_VALUES = 200_000;
const HEADER_BYTES = 8;
const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

/** One message as it goes over the pipe: length of what follows, length of its JSON, the JSON, its bytes. Throws `WireError` when it is too large. */
export function encodeFrame(message: object): Buffer {
  const blobs: Uint8Array[] = [];
  const json = Buffer.from(JSON.stringify(encodeValue(message, blobs)));
  const header = Buffer.alloc(HEADER_BYTES);
  const frame = Buffer.concat([header, json, ...blobs]);
  if (countValues(json) > MAX_VALUES) throw new WireError(`more than ${MAX_VALUES} values do not fit into one message: give smaller pages`);
  if (frame.length - 4 > MAX_FRAME_BYTES) throw new WireError(`${frame.length} bytes are more than fit into one message`);
  frame.writeUInt32BE(frame.length - 4, 0);
  frame.writeUInt32BE(json.length, 4);
  return frame;
}

/** Puts messages together from what arrives, never keeping more than one message that is not too large. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /** The messages that are complete with this chunk. Throws `WireError` for what nobody writes; the pipe is of no use after that. */
  *push(chunk: Buffer): Generator<unknown> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (let length = this.#nextLength(); length !== undefined; length = this.#nextLength()) {
      const whole = this.#joined();
      yield decodeFrame(whole.subarray(4, 4 + length));
      this.#chunks = [whole.subarray(4 + length)];
      this.#size -= 4 + length;
    }
  }

  /** Length of the next message when it is here to its end. */
  #nextLength(): number | undefined {
    if (this.#size < HEADER_BYTES) return undefined;
    const [first] = this.#chunks;
    const length = (first && first.length >= 4 ? first : this.#joined()).readUInt32BE(0);
    if (length > MAX_FRAME_BYTES) throw new WireError(`a message of ${length} bytes`);
    if (length < 4) throw new WireError('a message without a length');
    return this.#size >= 4 + length ? length : undefined;
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (this.#chunks.length === 1 && first) return first;
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }
}

function decodeFrame(frame: Buffer): unknown {
  const jsonLength = frame.readUInt32BE(0);
  if (jsonLength > frame.length - 4) throw new WireError('JSON longer than its message');
  const json = frame.subarray(4, 4 + jsonLength);
  if (countValues(json) > MAX_VALUES) throw new WireError(`more than ${MAX_VALUES} values in one message`);
  let tree: unknown;
  try {
    tree = JSON.parse(json.toString('utf8'));
  } catch {
    throw new WireError('a message that is no JSON');
  }
  return decodeValue(tree, frame.subarray(4 + jsonLength));
}

/** At least how many values there are, without reading them. */
function countValues(json: Buffer): number {
  let count = 1;
  for (const byte of json) if (byte === COMMA || byte === BRACKET || byte === BRACE) count++;
  return count;
}
