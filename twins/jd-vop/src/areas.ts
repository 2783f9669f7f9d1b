import { no, NOTHING, yes, type Services } from './envelope.ts';

/** A few places of JD's tree: name, id, what lies in it. */
interface Place {
  readonly id: number;
  readonly name: string;
  readonly within?: readonly Place[];
}

const TREE: readonly Place[] = [
  {
    id: 1,
    name: '北京',
    within: [
      {
        id: 72,
        name: '朝阳区',
        within: [
          { id: 2799, name: '三环以内' },
          { id: 2819, name: '三环到四环之间' },
        ],
      },
      { id: 2800, name: '海淀区', within: [{ id: 2848, name: '三环以内' }] },
    ],
  },
  { id: 2, name: '上海', within: [{ id: 2813, name: '徐汇区', within: [{ id: 51976, name: '城区' }] }] },
  {
    id: 19,
    name: '广东',
    within: [
      {
        id: 1607,
        name: '深圳市',
        within: [
          { id: 3155, name: '福田区' },
          { id: 4773, name: '南山区' },
        ],
      },
    ],
  },
  { id: 32, name: '台湾' },
];

/** `api/area/*`: ids by names level by level, by text, and whether ids fit together. */
export const areaServices: Services = {
  'api/area/getProvince': () => yes(asMap(TREE)),
  'api/area/getCity': form => inside(TREE, form.get('id')),
  'api/area/getCounty': form =>
    inside(
      TREE.flatMap(({ within = [] }) => within),
      form.get('id'),
    ),
  'api/area/getTown': () => yes({}),
  'api/area/getJDAddressFromAddress': form => fromText(form.get('address') ?? ''),
  'api/area/checkArea': form => yes({ success: isArea(form), addressId: 0 }),
};

/** Do the ids of a form name a place that goods can be brought to? */
export function isArea(form: URLSearchParams): boolean {
  const [province, city, county] = ['province', 'city', 'county'].map(name => Number(form.get(name) ?? 0));
  const found = TREE.find(({ id }) => id === province)?.within?.find(({ id }) => id === city);
  return found?.within?.some(({ id }) => id === county) ?? false;
}

function fromText(text: string) {
  for (const province of TREE) {
    if (!text.startsWith(province.name)) continue;
    const city = province.within?.find(({ name }) => text.includes(name)) ?? province.within?.[0];
    const county = city?.within?.find(({ name }) => text.includes(name)) ?? city?.within?.[0];
    if (!city || !county) continue;
    return yes({
      nationId: 53283949,
      nation: '中国',
      provinceId: province.id,
      province: province.name,
      cityId: city.id,
      city: city.name,
      countyId: county.id,
      county: county.name,
      townId: 0,
      town: '',
    });
  }
  return no('3102', '地址无法识别');
}

function inside(places: readonly Place[], id: string | null) {
  const found = places.find(place => String(place.id) === id);
  return found?.within ? yes(asMap(found.within)) : NOTHING;
}

function asMap(places: readonly Place[]): Readonly<Record<string, number>> {
  return Object.fromEntries(places.map(({ id, name }) => [name, id]));
}
