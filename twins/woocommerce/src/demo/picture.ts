import type { TwinRequest, TwinResponse } from '@onebasket/twin-kit';

/**
 * Draws the picture that a path asks for: `/wp-content/uploads/<glyph>-<hue>-<title>.svg`. Everything is in the name, so a picture needs no file.
 */
export function picture(request: TwinRequest): TwinResponse | undefined {
  const match = /^\/wp-content\/uploads\/([a-z]+)-(\d{1,3})-(.+)\.svg$/.exec(request.path);
  if (match === null) return undefined;
  const [, glyph = '', hue = '0', title = ''] = match;
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
    body: draw(glyph, Number(hue) % 360, readTitle(title)),
  };
}

/** Strokes on a 120 by 120 field. */
const GLYPHS: Readonly<Record<string, string>> = {
  phone: '<rect x="38" y="14" width="44" height="92" rx="9"/><path d="M52 94h16"/><circle cx="60" cy="24" r="2"/>',
  headphones:
    '<path d="M24 70a36 36 0 0 1 72 0"/><rect x="18" y="66" width="18" height="32" rx="8"/><rect x="84" y="66" width="18" height="32" rx="8"/>',
  kettle:
    '<path d="M36 44h48l8 52a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8z"/><path d="M48 44v-8h24v8"/><path d="M90 56c16 0 16 30 2 30"/><path d="M34 60 18 50"/>',
  lamp: '<path d="M40 20h40l14 40H26z"/><path d="M60 60v36"/><path d="M42 100h36"/>',
  shoe: '<path d="M18 58c14 6 22-2 26-16 10 18 26 26 46 30 12 3 14 10 14 18H18z"/><path d="M18 98h86"/><path d="m52 58 8-6M62 66l8-6"/>',
  tea: '<path d="M26 48h58v24a26 26 0 0 1-26 26h-6a26 26 0 0 1-26-26z"/><path d="M84 54c18-2 18 24-2 26"/><path d="M46 36c-6-8 6-10 0-20M62 36c-6-8 6-10 0-20"/>',
  speaker: '<rect x="34" y="14" width="52" height="92" rx="10"/><circle cx="60" cy="74" r="17"/><circle cx="60" cy="36" r="8"/>',
  watch: '<rect x="36" y="36" width="48" height="48" rx="14"/><path d="M44 36l4-20h24l4 20M44 84l4 20h24l4-20"/><path d="M60 50v12l8 6"/>',
  keyboard:
    '<rect x="12" y="38" width="96" height="46" rx="8"/><path d="M24 52h6M40 52h6M56 52h6M72 52h6M88 52h6M24 66h6M42 68h38M90 66h6"/>',
  backpack:
    '<rect x="30" y="34" width="60" height="70" rx="16"/><path d="M46 34v-6a14 14 0 0 1 28 0v6"/><rect x="42" y="64" width="36" height="26" rx="6"/>',
  bottle: '<path d="M50 14h20v14l8 14v56a8 8 0 0 1-8 8H50a8 8 0 0 1-8-8V42l8-14z"/><path d="M42 60h36"/>',
  charger: '<rect x="34" y="30" width="52" height="60" rx="12"/><path d="M48 30V16M72 30V16M64 44 52 62h16L56 80"/>',
  pan: '<circle cx="48" cy="60" r="32"/><circle cx="48" cy="60" r="22"/><path d="M80 60h30"/>',
  shirt: '<path d="m42 20-26 16 10 18 10-6v54h48V48l10 6 10-18-26-16c-4 12-32 12-36 0z"/>',
  cleaner: '<circle cx="60" cy="60" r="42"/><circle cx="60" cy="48" r="12"/><path d="M30 84h60"/>',
};

function draw(glyph: string, hue: number, title: string): string {
  const lines = wrap(title);
  const words = lines
    .map((line, index) => `<text x="200" y="${332 + index * 26}" text-anchor="middle" font-size="19">${escape(line)}</text>`)
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" role="img" aria-label="${escape(title)}">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 60% 94%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 55% 84%)"/></linearGradient></defs>
<rect width="400" height="400" rx="20" fill="url(#g)"/><circle cx="200" cy="168" r="118" fill="hsl(${hue} 60% 98%)"/>
<g transform="translate(104 72) scale(1.6)" fill="none" stroke="hsl(${hue} 55% 34%)" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${GLYPHS[glyph] ?? GLYPHS['bottle']}</g>
<g font-family="system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif" font-weight="600" fill="hsl(${hue} 45% 24%)">${words}</g></svg>`;
}

function readTitle(text: string): string {
  try {
    return decodeURIComponent(text).replace(/_/g, ' ');
  } catch {
    return text;
  }
}

/** Two lines at most; a wide character counts as two. */
function wrap(title: string): string[] {
  const lines: string[] = [''];
  let width = 0;
  for (const character of title) {
    const size = character.charCodeAt(0) > 0x2e7f ? 2 : 1;
    if (width + size > 32) {
      if (lines.length === 2) return [lines[0] ?? '', `${(lines[1] ?? '').slice(0, -1)}…`];
      lines.push('');
      width = 0;
    }
    lines[lines.length - 1] += character;
    width += size;
  }
  return lines.filter(line => line.trim() !== '').map(line => line.trim());
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
