import { createHash } from 'node:crypto';
import { textIn, type Address, type Call, type Destination } from '@onebasket/adapter-sdk';
import { ask, read } from './client.ts';
import { settingsOf } from './settings.ts';
import { idIn, partIn } from './wire.ts';

/** JD's own ids of a place; 0 stands for a level that does not exist or is not known. */
export interface AreaIds {
  readonly province: string;
  readonly city: string;
  readonly county: string;
  readonly town: string;
}

const DAY_MS = 24 * 3_600_000;
const LEVELS = ['api/area/getProvince', 'api/area/getCity', 'api/area/getCounty'] as const;

/** JD's ids of a place in China: as JD itself reads the text, else by names from the top down. `undefined` for a place that JD does not know. */
export async function areaOf(place: Destination | Address, call: Call): Promise<AreaIds | undefined> {
  if (place.country !== 'CN') return undefined;
  const names = [place.region, place.city, 'district' in place ? place.district : undefined].flatMap(name => name?.trim() || []);
  const street = 'line1' in place ? [place.line1, place.line2].flatMap(line => line ?? []) : [];
  // JD's municipalities are province and city in one: "北京北京" would be read as a street.
  const text = [...new Set([...names, ...street])].join('');
  if (text === '') return undefined;
  const digest = createHash('sha256').update(text).digest('hex');
  return call.memo(`jd-vop:area:${digest}`, DAY_MS, async () => (await byText(text, call)) ?? (await byNames(names, call)));
}

/** The ids of the setting `area`. */
export function configuredArea(call: Call): AreaIds | undefined {
  const { area } = settingsOf(call);
  return area === undefined ? undefined : toAreaIds(area);
}

export function toAreaIds(text: string): AreaIds {
  const [province = '0', city = '0', county = '0', town = '0'] = text.split('_');
  return { province, city, county, town };
}

/** `1_72_2799_0`. */
export function areaText({ province, city, county, town }: AreaIds): string {
  return [province, city, county, town].join('_');
}

async function byText(address: string, call: Call): Promise<AreaIds | undefined> {
  const answer = await ask(call, 'api/area/getJDAddressFromAddress', { address });
  const result = partIn(answer.ok ? answer.result : undefined);
  const province = idIn(result['provinceId']);
  if (province === undefined) return undefined;
  return {
    province,
    city: idIn(result['cityId']) ?? '0',
    county: idIn(result['countyId']) ?? '0',
    town: idIn(result['townId']) ?? '0',
  };
}

async function byNames(told: readonly string[], call: Call): Promise<AreaIds | undefined> {
  const ids: string[] = [];
  // A municipality is told as its own city: 北京, 北京市, 朝阳区. To JD the district is its city.
  const names = told.filter((name, at) => at === 0 || !isSamePlace(name, told[0] ?? ''));
  for (const [level, path] of LEVELS.entries()) {
    const name = names[level];
    if (name === undefined) break;
    const parent = ids.at(-1);
    const list = await call.memo(`jd-vop:areas:${parent ?? ''}:${level}`, DAY_MS, async () =>
      Object.entries(partIn((await read(call, path, parent === undefined ? {} : { id: parent })).result)),
    );
    const id = textIn(list.find(([known]) => isSamePlace(known, name))?.[1]);
    if (id === undefined) break;
    ids.push(id);
  }
  const [province, city = '0', county = '0'] = ids;
  return province === undefined ? undefined : { province, city, county, town: '0' };
}

/** "广东" is "广东省", "内蒙古自治区" is "内蒙古". */
function isSamePlace(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 2 && (a.startsWith(b) || b.startsWith(a)));
}
