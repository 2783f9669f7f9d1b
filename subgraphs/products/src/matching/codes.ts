import { foldCode, fold } from '../text/fold.ts';
import { unitNamed } from '../measure/units.ts';

/** Chunks that look like a code and are none: "1080p", "120hz", "802.11n", "16:9", "2x", "4k". */
const QUANTITY = /^(\d+(\.\d+)?)(\D{0,4})$/u;

/**
 * The model numbers and part numbers that a title names, folded: chunks between spaces with letters and digits ("WH-1000XM4" → "wh1000xm4"),
 * or long plain numbers. What follows a slash is often a colour or a region, so both readings are kept ("mdred12lp/red" → "mdred12lpred", "mdred12lp").
 */
export function codesIn(title: string): string[] {
  const found = new Set<string>();
  const chunks = fold(title).split(/[\s,;()[\]{}|"“”*?!【】（）、，]+/u);
  for (const chunk of chunks) for (const reading of readings(chunk)) if (looksLikeCode(reading)) found.add(foldCode(reading));
  return [...found];
}

function readings(chunk: string): string[] {
  const latin = chunk
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu, ' ')
    .trim()
    .split(/\s+/);
  return latin.flatMap(part => (part.includes('/') ? [part, ...part.split('/')] : [part]));
}

function looksLikeCode(chunk: string): boolean {
  const code = foldCode(chunk);
  if (!/^[a-z0-9]+$/.test(code) || code.length < 4 || code.length > 24 || !/\d/.test(code)) return false;
  if (!/[a-z]/.test(code)) return /^\d[\d-]*\d$/.test(chunk) && code.length >= 5;
  const quantity = QUANTITY.exec(chunk.replace(/^-/, ''));
  if (!quantity) return !/^\d+(x\d+)+[a-z]?$/.test(code);
  const suffix = (quantity[3] as string).replace(/^[-.]/, '');
  return (
    unitNamed(suffix) === undefined &&
    (quantity[1] as string).replace('.', '').length >= 4 &&
    !/^(p|i|hz|dpi|rpm|fps|bit|nd|rd|th|st)$/.test(suffix)
  );
}

export type CodeRelation =
  /** The same code. */
  | 'equal'
  /** One goes on with a few letters: a colour, a region, a bundle ("dle2516w", "dle2516wh"). */
  | 'extended'
  /** Both of one series with other figures or letters inside: different models ("kxtg9343t", "kxtg9344t"). */
  | 'sibling'
  | 'unrelated';

export function relateCodes(a: string, b: string): CodeRelation {
  if (a === b) return 'equal';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short) && /^[a-z]{1,5}$/.test(long.slice(short.length))) return 'extended';
  if (short.length >= 5 && /^\d+$/.test(short) && long.endsWith(short) && /^[a-z]+$/.test(long.slice(0, -short.length))) return 'extended';
  let shared = 0;
  while (shared < short.length && short[shared] === long[shared]) shared++;
  return shared >= 3 && shared >= short.length / 2 ? 'sibling' : 'unrelated';
}
