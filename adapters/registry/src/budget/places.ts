/** So many calls under way at once; who comes too late waits in line, and may leave it. */
export class Places {
  readonly #most: number;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when there is a place; give it back with `leave`. Rejects with what `tooLate` makes when the signal comes first: then no place was taken. */
  async enter(signal: AbortSignal, tooLate: () => Error): Promise<void> {
    if (signal.aborted) throw tooLate();
    if (this.#underWay < this.#most) {
      this.#underWay++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(goOn), 1);
        reject(tooLate());
      };
      const goOn = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(goOn);
    });
  }

  /** The place goes straight to the next in the line, so that nobody slips in between. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#underWay--;
  }
}
