import { expect, test } from 'vitest';
import { productsFromCsv } from '../src/catalogue/csv.ts';
import { withCheckDigit } from '../src/demo/models.ts';
import { DEMO_SHOPS, demoCatalogue, startWooCommerceTwin } from '../src/index.ts';

const EXPORT = `\uFEFFID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,"Is featured?","Visibility in catalog","Short description",Description,"Date sale price starts","Date sale price ends","Tax status","In stock?",Stock,"Backorders allowed?","Weight (kg)","Sale price","Regular price",Categories,Images,Parent,"Attribute 1 name","Attribute 1 value(s)","Attribute 1 visible"
10,simple,TEA,6901234567892,"Tea, green",1,0,visible,Short,"Line one\\nLine two",,,taxable,1,7,0,0.5,8.50,10,"Food > Tea, Gifts",https://img.test/a.png,,,,
11,variable,SHOE,,Shoe,1,1,visible,,,,,taxable,1,,0,,,,Shoes,,,Size,"40, 41",1
12,variation,SHOE-40,,Shoe - 40,1,0,visible,,,,,taxable,0,0,0,,,299,,,SHOE,Size,40,
,"simple, virtual",CARD,,Gift card,-1,0,hidden,,,,,none,1,,notify,,,"12,50",,,,,,
13,variation,LOST,,Lost,1,0,visible,,,,,taxable,1,,0,,,5,,,id:999,Size,40,
`;

test('reads a WooCommerce export: types, stock, sales, parents, escaped commas and a byte order mark', () => {
  const [tea, shoe, variation, card, ...rest] = productsFromCsv(EXPORT, 0);
  expect(tea).toMatchObject({
    id: 10,
    name: 'Tea, green',
    globalUniqueId: '6901234567892',
    stockQuantity: 7,
    salePrice: '8.50',
    regularPrice: '10',
    weight: '0.5',
  });
  expect(tea?.categories.map(term => term.name)).toEqual(['Tea', 'Gifts']);
  expect(tea?.images[0]?.src).toBe('https://img.test/a.png');
  expect(shoe).toMatchObject({ type: 'variable', attributes: [{ name: 'Size', options: ['40', '41'] }] });
  expect(variation).toMatchObject({ type: 'variation', parentId: 11, name: 'Shoe - 40', stockStatus: 'outofstock', stockQuantity: 0 });
  expect(card).toMatchObject({ status: 'draft', virtual: true, regularPrice: '12.50', catalogVisibility: 'hidden', manageStock: false });
  expect(rest).toEqual([]);
});

test('reads a file that has names and prices only', () => {
  expect(productsFromCsv('Name,Regular price\nCup,3\nPot,\n', 0)).toMatchObject([
    { name: 'Cup', regularPrice: '3', type: 'simple', status: 'publish', stockStatus: 'instock' },
    { name: 'Pot', regularPrice: '' },
  ]);
});

test.each(DEMO_SHOPS)('the demo shop %s is the same every time, with about 1,100 things to buy and every odd case', shop => {
  const products = demoCatalogue(shop);
  expect(demoCatalogue(shop)).toEqual(products);
  const sellable = products.filter(product => product.type !== 'variable');
  expect(products.filter(product => product.type !== 'variation')).toHaveLength(600);
  expect(sellable.length).toBeGreaterThan(1000);
  expect(new Set(products.map(product => product.sku)).size).toBe(products.length);
  expect(new Set(products.flatMap(product => product.categories.map(term => term.name))).size).toBeGreaterThanOrEqual(12);
  const share = (has: (product: (typeof products)[number]) => boolean) => sellable.filter(has).length / sellable.length;
  expect(share(product => product.globalUniqueId !== '')).toBeGreaterThan(0.6);
  expect(share(product => product.globalUniqueId === '')).toBeGreaterThan(0.2);
  for (const has of [
    (product: (typeof products)[number]) => product.salePrice !== '',
    (product: (typeof products)[number]) => product.stockStatus === 'outofstock',
  ])
    expect(share(has)).toBeGreaterThan(0.03);
  expect(sellable.filter(product => product.regularPrice === '').length).toBeGreaterThan(3);
});

test('the two demo shops share products by GTIN but never a title, and all GTINs are valid', () => {
  const [lantern, harbor] = [demoCatalogue('lantern'), demoCatalogue('harbor')];
  const gtins = (products: typeof lantern) => new Set(products.map(product => product.globalUniqueId).filter(gtin => gtin !== ''));
  const shared = gtins(lantern).intersection(gtins(harbor));
  expect(shared.size).toBeGreaterThan(200);
  expect(new Set(lantern.map(product => product.name)).intersection(new Set(harbor.map(product => product.name))).size).toBe(0);
  for (const gtin of gtins(lantern)) expect(withCheckDigit(gtin.slice(0, 12))).toBe(gtin);
});

test('every picture of a demo product is drawn', async () => {
  const twin = await startWooCommerceTwin({ demo: 'lantern' });
  const [product] = demoCatalogue('lantern');
  const response = await fetch(`${twin.url}${product?.images[0]?.src ?? ''}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(await response.text()).toContain('</svg>');
  await twin.close();
});
