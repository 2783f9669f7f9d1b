/**
 * The text of one member of a JSON object exactly as it stands there: what Alipay signs is the text, and reading and writing it anew would change escapes.
 * `undefined` when there is no such member whose value is an object or text.
 */
export function rawMember(json: string, name: string): string | undefined {
  const begin = valueAt(json, name);
  if (begin === undefined) return undefined;
  const isText = json[begin] === '"';
  let depth = 0;
  for (let at = begin; at < json.length; at++) {
    const sign = json[at];
    if (sign === '"') {
      at = endOfText(json, at);
      if (isText) return json.slice(begin, at + 1);
    } else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return json.slice(begin, at + 1);
  }
  return undefined;
}

/** Where the value of a member of the outermost object begins. */
function valueAt(json: string, name: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === '"') {
      const end = endOfText(json, at);
      const value = /^\s*:\s*/.exec(json.slice(end + 1, end + 100));
      if (depth === 1 && value && json.slice(at + 1, end) === name) return end + 1 + value[0].length;
      at = end;
    }
  }
  return undefined;
}

/** Where the text that begins here ends: its closing quotation mark. */
function endOfText(json: string, begin: number): number {
  for (let at = begin + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at;
  }
  return json.length;
}
