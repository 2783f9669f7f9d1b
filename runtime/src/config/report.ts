/** Where something stands in the configuration: ["channels", 0, "adapter"]. */
export type Path = readonly (string | number)[];

/** Notes a problem. `at: 'key'` points at the key instead of its value. */
export type Report = (
  path: Path,
  message: string,
  more?: { readonly at?: 'key' | 'value'; readonly allowed?: readonly string[] | undefined },
) => void;

/** "channels[0].adapter" */
export function pathText(path: Path): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}
