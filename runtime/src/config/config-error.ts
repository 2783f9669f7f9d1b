/** One thing that is wrong with a configuration file. */
export interface ConfigProblem {
  /** "channels[0].adapter" */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A configuration that does not hold; its message lists every problem with its place, and no value. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly ConfigProblem[]) {
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
