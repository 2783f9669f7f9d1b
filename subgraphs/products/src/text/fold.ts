const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Text as it is compared: compatibility forms unified (full-width, ligatures), lower case, without accents. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/** Folded text without anything but letters and digits: "WH-1000XM4" and "wh 1000 xm4" are one code. */
export function foldCode(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
