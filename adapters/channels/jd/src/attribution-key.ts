/** What a sub-channel mark may hold: letters, digits and underscores, 80 at most. */
const FITTING = /^\w{1,80}$/;
const DASHED_UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const BARE_UUID = /^([\da-f]{8})_([\da-f]{4})_([\da-f]{4})_([\da-f]{4})_([\da-f]{12})$/i;

/** The key as `subUnionId`, from which `keyOf` takes it back; `undefined` when it does not fit. */
export function toSubUnionId(key: string): string | undefined {
  if (DASHED_UUID.test(key)) return key.replaceAll('-', '_');
  return FITTING.test(key) && !BARE_UUID.test(key) ? key : undefined;
}

/** The key that a link carried: word for word in `ext1`, else in `subUnionId`. Both come back only for accounts on JD's white list. */
export function keyOf(ext1: string | undefined, subUnionId: string | undefined): string | undefined {
  return ext1 ?? subUnionId?.replace(BARE_UUID, '$1-$2-$3-$4-$5');
}
