import { idList, jsonField, no, NOTHING, rows, yes, type Services } from './envelope.ts';

/** One SKU of the buyer's pool. Prices are yuan. */
export interface VopGoods {
  readonly sku: number;
  readonly name: string;
  readonly price: number;
  readonly jdPrice: number;
  readonly brandName?: string;
  readonly upc?: string;
  /** Pieces; absent = more than JD counts. */
  stock?: number;
  /** Taken off the shelf. */
  readonly delisted?: boolean;
}

const WORDS = ['签字笔', '复印纸', '保温杯', '办公椅', '碎纸机', '台灯'];
const BRANDS = ['齐心', '得力', '山泉', '明坐', '安切', '明光'];

/** Invented office goods, the last one sold out. */
export function demoGoods(count: number): VopGoods[] {
  return Array.from({ length: count }, (_, at) => ({
    sku: 100_000 + at,
    name: `${BRANDS[at % BRANDS.length]} ${WORDS[at % WORDS.length]} ${at + 1}型`,
    price: round(12.35 + at * 3.1),
    jdPrice: round(13.9 + at * 3.3),
    brandName: BRANDS[at % BRANDS.length] as string,
    upc: String(6_901_234_000_000 + at),
    stock: at === count - 1 ? 0 : 10_000,
  }));
}

/** Products, prices, stock and search over the pool. */
export function catalogueServices(goods: () => readonly VopGoods[]): Services {
  const find = (id: string) => goods().find(({ sku }) => String(sku) === id);
  const found = (text: string | null) => idList(text).flatMap(id => find(id) ?? []);
  return {
    'api/product/getDetail': form => {
      const one = find(form.get('sku') ?? '');
      return one ? yes(detailOf(one)) : no('1004', '商品不存在');
    },
    'api/product/skuImage': form =>
      yes(
        Object.fromEntries(
          found(form.get('sku')).map(({ sku }) => [
            sku,
            [{ id: sku, skuId: sku, path: `jfs/t1/${sku}/main.jpg`, yn: 1, isPrimary: 1, orderSort: null }],
          ]),
        ),
      ),
    'api/product/skuState': form => yes(found(form.get('sku')).map(({ sku, delisted }) => ({ sku, state: delisted ? 0 : 1 }))),
    'api/product/check': form =>
      yes(found(form.get('skuIds')).map(({ sku, name, delisted }) => ({ skuId: sku, name, saleState: delisted ? 0 : 1, isCanVAT: 1 }))),
    'api/product/checkAreaLimit': form =>
      // JSON in a text, as the real service answers.
      yes(JSON.stringify(found(form.get('skuIds')).map(({ sku }) => ({ skuId: sku, isAreaRestrict: form.get('province') === '32' })))),
    'api/price/getSellPrice': form => {
      const ids = idList(form.get('sku'));
      if (ids.length > 100) return no('1002', '最多100个商品');
      return yes(found(form.get('sku')).map(({ sku, price, jdPrice }) => ({ skuId: sku, price, jdPrice, ...taxOf(price) })));
    },
    'api/stock/getNewStockById': form => {
      const area = form.get('area') ?? '';
      const asked = rows(jsonField(form, 'skuNums'));
      if (asked.length === 0 || asked.length > 100) return no('1001', 'skuNums错误');
      return yes(JSON.stringify(asked.flatMap(row => stockRow(find(String(row['skuId'])), Number(row['num']), area))));
    },
    'api/search/search': form => searchPage(goods(), form),
  };
}

/** 13 % inside of the price. */
export function taxOf(price: number): { readonly tax: number; readonly taxPrice: number; readonly nakedPrice: number } {
  const nakedPrice = round(price / 1.13);
  return { tax: 13, taxPrice: round(price - nakedPrice), nakedPrice };
}

export function round(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}

function detailOf({ sku, name, brandName = '', upc = '', delisted }: VopGoods): object {
  return {
    sku,
    name,
    brandName,
    upc,
    category: '670;729;4837',
    saleUnit: '件',
    weight: '0.25',
    productArea: '中国大陆',
    wareQD: '主体*1',
    imagePath: `jfs/t1/${sku}/main.jpg`,
    param: `<table><tr><td class="tdTitle">型号</td><td>${sku}</td></tr></table>`,
    introduction: `<div>${name}</div>`,
    state: delisted ? 0 : 1,
  };
}

function stockRow(goods: VopGoods | undefined, wanted: number, area: string): readonly object[] {
  if (!goods) return [];
  const left = goods.stock;
  const isThere = left === undefined || left >= wanted;
  // Counted below fifty; not told up to a hundred; beyond that the question comes back.
  const remainNum = wanted < 50 ? (left ?? 9999) : wanted <= 100 ? -1 : wanted;
  return [
    {
      skuId: goods.sku,
      areaId: area,
      stockStateId: isThere ? 33 : 34,
      stockStateDesc: isThere ? '有货' : '无货',
      remainNum,
    },
  ];
}

function searchPage(goods: readonly VopGoods[], form: URLSearchParams) {
  const keyword = form.get('keyword') ?? '';
  const pageSize = Number(form.get('pageSize') ?? 20);
  const pageIndex = Number(form.get('pageIndex') ?? 1);
  const found = goods.filter(({ name }) => name.includes(keyword));
  const shown = found.slice((pageIndex - 1) * pageSize, pageIndex * pageSize);
  if (keyword === '') return NOTHING;
  return yes({
    resultCount: found.length,
    pageCount: Math.ceil(found.length / pageSize),
    pageSize,
    pageIndex,
    // Ids are texts here, and there is no price.
    hitResult: shown.map(({ sku, name, brandName, delisted }) => ({
      wareId: String(sku),
      wareName: name,
      imageUrl: `jfs/t1/${sku}/main.jpg`,
      brand: brandName,
      catId: '4837',
      cid1Name: '办公',
      cid2Name: '文具',
      catName: '书写',
      wstate: delisted ? '0' : '1',
      wyn: '1',
    })),
  });
}
