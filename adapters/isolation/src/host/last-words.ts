import type { Readable } from 'node:stream';

const MOST_CHARACTERS = 2_000;

/** What Node writes when a process cannot even begin; the first lines of it, and nothing of what an adapter writes later. */
export class LastWords {
  readonly #stream: Readable;
  #text = '';

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.setEncoding('utf8');
    stream.on('error', () => undefined);
    stream.on('data', (text: string) => {
      this.#text += text;
      if (this.#text.length > MOST_CHARACTERS) this.stopListening();
    });
  }

  /** As the end of a sentence: empty, or ": " and the words. */
  get text(): string {
    return this.#text === '' ? '' : `: ${this.#text.slice(0, MOST_CHARACTERS).trim()}`;
  }

  stopListening(): void {
    this.#stream.destroy();
  }
}
