import type { Path, Report } from './report.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

// `${NAME}` is no plain scalar inside `{ … }`, where people write it all the same, and the colon at the end of `url: memory:` makes a key of it.
// So both are marked with characters of private use, of the same length, before YAML sees them, and looked up afterwards: columns stay true,
// and a value can never change the structure of the file.
const [OPEN_1, OPEN_2, CLOSE, ESCAPE, COLON] = ['\uE000', '\uE001', '\uE002', '\uE003', '\uE004'];
const MARKED = new RegExp(`(${ESCAPE}?)${OPEN_1}${OPEN_2}([^${CLOSE}]*)${CLOSE}`, 'g');
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The text with what YAML would misread marked. */
export function mark(text: string): string {
  return text
    .replace(/(\$?)\$\{([^}\n]*)\}/g, (_, escaped: string, name: string) => `${escaped ? ESCAPE : ''}${OPEN_1}${OPEN_2}${name}${CLOSE}`)
    .replace(/(\burl:[ \t]+memory):(?=[ \t]*(?:[},#\r\n]|$))/g, `$1${COLON}`);
}

/** The text as its author wrote it. */
export function unmark(text: string): string {
  return text.replace(MARKED, (_, escaped: string, name: string) => `${escaped ? '$' : ''}\${${name}}`).replaceAll(COLON, ':');
}

/** True when the marked text refers to a variable. */
export function hasVariable(text: string): boolean {
  return [...text.matchAll(MARKED)].some(([, escaped]) => !escaped);
}

/** The marked text with its variables looked up; `$${NAME}` stands for a plain `${NAME}`. What is not set is reported and becomes empty. */
export function substitute(text: string, env: Environment, path: Path, report: Report): string {
  return text
    .replace(MARKED, (_, escaped: string, name: string) => {
      if (escaped) return `\${${name}}`;
      const found = NAME.test(name) ? env[name] : undefined;
      if (!NAME.test(name))
        report(path, `\${${name}} does not name an environment variable; write \${NAME}, or $\${…} for the characters themselves`);
      else if (found === undefined) report(path, `the environment variable ${name} is not set`);
      return found ?? '';
    })
    .replaceAll(COLON, ':');
}
