/** What `thirdOrder` takes. */
const LONGEST = 100;

/** The number that this attempt goes by at JD: its key, or the one that an earlier try wrote down. */
export function numberOf({ key, note }: { readonly key: string; readonly note?: string | undefined }): string {
  return (note ?? key).slice(0, LONGEST);
}

/** The number after one that was used up: "key", "key.2", "key.3". */
export function nextNumber(number: string): string {
  const match = /^(.*)\.(\d{1,3})$/.exec(number);
  return match ? `${match[1]}.${Number(match[2]) + 1}` : `${number.slice(0, LONGEST - 4)}.2`;
}
