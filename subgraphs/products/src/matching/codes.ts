import { foldCode, fold } from '../text/fold.ts';
import { mayAbbreviateOneColour } from './colours.ts';
import { unitNamed } from '../measure/units.ts';

/** Chunks that look like a code and are none: "1080p", "120hz", "802.11n", "16:9", "2x", "4k". */
const QUANTITY = /^(\d+(\.\d+)?)(\D{0,4})$/u;

/** "24-port", "2-line", "70-300mm": how many or how large, not which. */
const COUNTED = /^\d+([.-]\d+)*-?(mm|[a-z]{4,})$/u;
/** What follows names the thing that this one is made for ("case for nuvi 660", "适用 iPhone 15"). */
const MADE_FOR = /^(for|fits?|compatible|replaces|适用于?|兼容|für|pour)$/u;
const MADE_FOR_REACH = 3;

/**
 * The model numbers and part numbers that a title names, folded: chunks between spaces with letters and digits ("WH-1000XM4" → "wh1000xm4"),
 * or long plain numbers. What follows a slash is often a colour or a region, so both readings are kept ("mdred12lp/red" → "mdred12lpred", "mdred12lp").
 * Codes of things that it is made for (`host`) are told from its own.
 */
export function codesIn(title: string): { readonly own: readonly string[]; readonly host: readonly string[] } {
  const own = new Set<string>();
  const host = new Set<string>();
  let reach = 0;
  for (const chunk of chunksOf(title)) {
    if (MADE_FOR.test(chunk)) {
      reach = MADE_FOR_REACH;
      continue;
    }
    const codes = readings(chunk).filter(looksLikeCode).map(foldCode);
    // Nobody names what a thing is made for by its part number.
    for (const code of codes) (reach > 0 && !/^\d{6,}$/.test(code) ? host : own).add(code);
    reach--;
  }
  return { own: [...own], host: [...host].filter(code => !own.has(code)) };
}

/** The pieces between spaces and brackets, scripts told apart. */
function chunksOf(title: string): string[] {
  return fold(title)
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu, run => ` ${run} `)
    .split(/[\s,;+()[\]{}|"“”*?!【】（）、，]+/u)
    .filter(chunk => chunk !== '');
}

function readings(chunk: string): string[] {
  return chunk.includes('/') ? [chunk, ...chunk.split('/')] : [chunk];
}

/** Chunks with a hyphen or slash inside, as one word: "LCS-CSJ" is also written "lcscsj". */
export function hyphenatedIn(title: string): string[] {
  return chunksOf(title)
    .filter(chunk => /[\p{L}\p{N}][-/.][\p{L}\p{N}]/u.test(chunk))
    .map(foldCode)
    .filter(word => word.length >= 4 && word.length <= 24);
}

function looksLikeCode(chunk: string): boolean {
  const code = foldCode(chunk);
  if (!/^[a-z0-9]+$/.test(code) || code.length < 4 || code.length > 24 || !/\d/.test(code) || COUNTED.test(chunk)) return false;
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

/** The codes that say most: without those that another of the same title goes on from ("dvpfx820" beside "dvpfx820p"). */
export function specificCodes(codes: readonly string[]): string[] {
  return codes.filter(code => !codes.some(other => other !== code && other.startsWith(code)));
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
  // "ysp4000bk" and "ysp4000bl" spell one colour in two ways; "dvpfx820p" and "dvpfx820w" are two.
  const base = /^(.*\d)[a-z]*$/.exec(short)?.[1];
  if (
    base !== undefined &&
    base.length >= 4 &&
    a.startsWith(base) &&
    b.startsWith(base) &&
    mayAbbreviateOneColour(a.slice(base.length), b.slice(base.length))
  )
    return 'extended';
  return shared >= 3 && shared >= short.length / 2 ? 'sibling' : 'unrelated';
}
