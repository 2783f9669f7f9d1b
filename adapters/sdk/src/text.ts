import he from 'he';

/** Markup to plain text: tags out (their scripts and styles whole), entities decoded, white space folded. */
export function htmlToText(html: string): string {
  const withoutCode = html.replace(/<(script|style)\b[^]*?(<\/\1\s*>|$)/gi, ' ');
  return he
    .decode(withoutCode.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Decodes entities in a plain title: `&#8243;` and the like. */
export function decodeEntities(text: string): string {
  return he.decode(text).replace(/\s+/g, ' ').trim();
}
