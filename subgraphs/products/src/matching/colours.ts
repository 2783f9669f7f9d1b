import { wordsOf } from '../text/words.ts';

const COLOURS: readonly (readonly string[])[] = [
  ['black', 'schwarz', 'noir', '黑', '曜石'],
  ['white', 'weiss', 'blanc', '白'],
  ['silver', 'silber', 'argent', '银'],
  ['gray', 'grey', 'grau', 'gri', 'graphite', 'charcoal', '灰'],
  ['red', 'rot', 'rouge', 'crimson', '红'],
  ['blue', 'blau', 'bleu', 'navy', '蓝'],
  ['green', 'grun', 'vert', '绿'],
  ['yellow', 'gelb', 'jaune', '黄'],
  ['pink', 'rosa', '粉'],
  ['purple', 'violet', 'lila', '紫'],
  ['orange', '橙'],
  ['brown', 'braun', 'marron', '棕', '褐', '咖啡色'],
  ['gold', 'golden', 'dore', '金色'],
  ['beige', 'cream', '米色'],
  ['cyan', 'turquoise', 'teal', '青'],
  ['magenta'],
];
const byWord = new Map(
  COLOURS.flatMap(names => names.filter(name => /^[a-z]/.test(name)).map(name => [name, names[0] as string] as const)),
);
const byCharacter = COLOURS.flatMap(names => names.filter(name => !/^[a-z]/.test(name)).map(name => [name, names[0] as string] as const));
/** The basic colours that a text names, under one name each. A Chinese character is a colour when it says so ("黑色") or stands alone: "红米" is a brand. */
export function coloursIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const colour = byWord.get(word.text);
    if (colour) found.add(colour);
    if (word.kind !== 'cjk') continue;
    for (const [name, canonical] of byCharacter)
      if (word.text.includes(name.endsWith('色') ? name : `${name}色`) || word.text === name) found.add(canonical);
  }
  return found;
}

/** True when both can be short for the same colour: "bk" and "blk" for black, "sil" and "sl" for silver. */
export function mayAbbreviateOneColour(a: string, b: string): boolean {
  return COLOURS.some(([name]) => isShortFor(a, name as string) && isShortFor(b, name as string));
}

/** Its letters stand in the name in this order, the first at the beginning. */
function isShortFor(text: string, name: string): boolean {
  if (text === '' || text[0] !== name[0]) return false;
  let at = 0;
  for (const letter of text) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
