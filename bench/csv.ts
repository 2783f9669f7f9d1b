/** Reads CSV as RFC 4180 writes it: quoted fields may hold commas, quotes and line ends. The first record names the columns. */
export function readCsv(text: string): Record<string, string>[] {
  const [header = [], ...records] = parseRecords(text.replace(/^\uFEFF/, ''));
  return records.map(record => Object.fromEntries(header.map((name, at) => [name.trim(), record[at] ?? ''])));
}

function parseRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  const endField = (): void => {
    record.push(field);
    field = '';
  };
  const endRecord = (): void => {
    endField();
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',') endField();
    else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[at + 1] === '\n') at++;
      endRecord();
    } else field += character;
  }
  if (field !== '' || record.length > 0) endRecord();
  return records;
}
