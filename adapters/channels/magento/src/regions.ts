import { integerIn, known, textIn, type Call, type Destination } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { send } from './graphql.ts';
import { recordAt, recordsAt } from './wire.ts';

/** A state or province as the shop knows it. Tax and shipping rates hang on its id. */
export interface Region {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

const DAY_MS = 86_400_000;
const ASK = 'query Regions($country: String) { country(id: $country) { available_regions { id code name } } }';

/** The shop's region for a destination; `undefined` where the shop keeps no list for the country, or the destination names none of it. */
export async function regionOf({ country, region }: Destination, call: Call): Promise<Region | undefined> {
  if (region === undefined) return undefined;
  const regions = await call.memo(`regions ${country}`, DAY_MS, () => askRegions(country, call));
  const wanted = fold(region);
  return regions.find(({ code, name }) => fold(code) === wanted || fold(`${country}-${code}`) === wanted || fold(name) === wanted);
}

/** A country that the shop does not ship to, or a shop that does not tell: no list, and the region goes as it was written. */
async function askRegions(country: string, call: Call): Promise<readonly Region[]> {
  try {
    const { data } = await send(call, { label: 'regions', document: ASK, variables: { country }, effect: 'read' });
    return recordsAt(recordAt(data, 'country'), 'available_regions').flatMap(region => {
      const id = integerIn(region['id']);
      const { code, name } = known({ code: textIn(region['code']), name: textIn(region['name']) });
      return id === undefined || code === undefined || name === undefined ? [] : [{ id, code, name }];
    });
  } catch (error) {
    if (error instanceof AdapterError && (error.code === 'invalid-response' || error.code === 'misconfigured')) return [];
    throw error;
  }
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
