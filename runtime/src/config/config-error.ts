/** One thing that is wrong with a configuration file. */
export interface ConfigProblem {
  /** "channels[0].adapter"; empty for the file as a whole. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** For people, the allowed values included; never a value that came from a variable or a secret. */
  readonly message: string;
  /** The names or values that would be right, where they can be listed. */
  readonly allowed?: readonly string[];
}

/** A configuration that does not hold; its message lists every problem with its place, from the top of the file down. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, found: readonly ConfigProblem[]) {
    const problems = found.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super(
      [
        `${file} cannot be used:`,
        ...problems.map(({ path, line, column, message }) => `  ${file}:${line}:${column} ${path ? `${path}: ` : ''}${message}`),
      ].join('\n'),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
