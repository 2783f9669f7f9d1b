import { parse } from 'csv-parse/sync';
import { blankProduct, slugOf, type Product, type ProductAttribute, type ProductType, type StockStatus, type Term } from './product.ts';

type Row = Readonly<Record<string, string>>;

const TYPES: readonly ProductType[] = ['simple', 'variable', 'variation', 'grouped', 'external'];

/**
 * Reads a WooCommerce product export (Products → Export). Columns may be missing, in any order, in any case, and the file may begin with a byte order
 * mark. Rows without an id get one above all others. Variations find their parent by `id:N` or by SKU; a variation whose parent is not in
 * the file is left out, as an import would.
 */
export function productsFromCsv(text: string, at: number): Product[] {
  const rows: Row[] = parse<Row>(text, {
    bom: true,
    columns: (header: string[]) => header.map(name => name.trim().toLowerCase()),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
  const terms = new TermBook();
  let lastId = rows.reduce((highest, row) => Math.max(highest, Number.parseInt(cell(row, 'id'), 10) || 0), 9);
  const taken = new Set<number>();
  const read = rows.map((row, index) => {
    const given = Number.parseInt(cell(row, 'id'), 10);
    const id = given > 0 && !taken.has(given) ? given : ++lastId;
    taken.add(id);
    // An importer writes some dozens of products per second, and products of one second have no order among themselves.
    const second = at + Math.floor(index / 40) * 1000;
    return { row, product: toProduct(row, id, second, terms) };
  });
  const bySku = new Map(read.filter(({ product }) => product.sku !== '').map(({ product }) => [product.sku.toLowerCase(), product]));
  const byId = new Map(read.map(({ product }) => [product.id, product]));
  const resolve = (reference: string) =>
    /^id:\d+$/.test(reference) ? byId.get(Number(reference.slice(3))) : bySku.get(reference.toLowerCase());

  return read.flatMap(({ row, product }) => {
    if (product.type === 'grouped')
      product.groupedIds = list(cell(row, 'grouped products')).flatMap(reference => resolve(reference)?.id ?? []);
    if (product.type !== 'variation') return [product];
    const parent = resolve(cell(row, 'parent'));
    if (parent === undefined || parent.type !== 'variable') return [];
    product.parentId = parent.id;
    if (cell(row, 'stock').toLowerCase() === 'parent') product.manageStock = 'parent';
    product.name = `${parent.name} - ${product.attributes.map(attribute => attribute.options[0] ?? '').join(', ')}`;
    return [product];
  });
}

function toProduct(row: Row, id: number, at: number, terms: TermBook): Product {
  const product = blankProduct(id, at);
  const types = list(cell(row, 'type')).map(type => type.toLowerCase());
  product.type = TYPES.find(type => types.includes(type)) ?? 'simple';
  product.virtual = types.includes('virtual');
  product.downloadable = types.includes('downloadable');
  product.name = cell(row, 'name') || 'Product';
  product.slug = slugOf(product.name) || `product-${id}`;
  product.sku = cell(row, 'sku');
  product.globalUniqueId = cell(row, 'gtin, upc, ean, or isbn') || cell(row, 'gtin');
  product.status = ({ '1': 'publish', '0': 'private', '-1': 'draft' }[cell(row, 'published') || '1'] as Product['status']) ?? 'publish';
  product.featured = cell(row, 'is featured?') === '1';
  const visibility = cell(row, 'visibility in catalog').toLowerCase();
  product.catalogVisibility = visibility === 'catalog' || visibility === 'search' || visibility === 'hidden' ? visibility : 'visible';
  product.shortDescription = cell(row, 'short description').replace(/\\n/g, '\n');
  product.description = cell(row, 'description').replace(/\\n/g, '\n');
  product.regularPrice = price(cell(row, 'regular price'));
  product.salePrice = price(cell(row, 'sale price'));
  product.saleFrom = instant(cell(row, 'date sale price starts'));
  product.saleTo = instant(cell(row, 'date sale price ends'));
  const taxStatus = cell(row, 'tax status').toLowerCase();
  product.taxStatus = taxStatus === 'none' || taxStatus === 'shipping' ? taxStatus : 'taxable';
  const taxClass = cell(row, 'tax class').toLowerCase();
  product.taxClass = taxClass === 'standard' || taxClass === 'parent' ? '' : taxClass;
  product.soldIndividually = cell(row, 'sold individually?') === '1';
  product.weight = cell(row, /^weight/);
  product.length = cell(row, /^length/);
  product.width = cell(row, /^width/);
  product.height = cell(row, /^height/);
  product.externalUrl = cell(row, 'external url');
  product.buttonText = cell(row, 'button text');
  product.menuOrder = Number.parseInt(cell(row, 'position'), 10) || 0;
  product.categories = list(cell(row, 'categories')).map(path => terms.path(path));
  product.tags = list(cell(row, 'tags')).map(name => terms.one('tag', name, 0));
  product.images = list(cell(row, 'images')).map((src, index) => ({
    id: id * 100 + index,
    src,
    name: src.split('/').at(-1) ?? src,
    alt: '',
  }));
  product.attributes = attributes(row, product.type);
  readStock(row, product);
  return product;
}

function readStock(row: Row, product: Product): void {
  const backorders = cell(row, 'backorders allowed?').toLowerCase();
  product.backorders = backorders === 'notify' ? 'notify' : backorders === '1' || backorders === 'yes' ? 'yes' : 'no';
  product.lowStockAmount = whole(cell(row, 'low stock amount'));
  const quantity = whole(cell(row, 'stock'));
  product.manageStock = quantity !== null;
  product.stockQuantity = quantity;
  product.stockStatus = stockStatus(cell(row, 'in stock?').toLowerCase(), quantity, product.backorders);
}

function stockStatus(text: string, quantity: number | null, backorders: Product['backorders']): StockStatus {
  if (text === 'backorder') return 'onbackorder';
  if (quantity !== null && quantity <= 0) return backorders === 'no' ? 'outofstock' : 'onbackorder';
  return text === '0' || text === 'no' || text === 'outofstock' ? 'outofstock' : 'instock';
}

function attributes(row: Row, type: ProductType): ProductAttribute[] {
  const numbers = Object.keys(row).flatMap(column => /^attribute (\d+) name$/.exec(column)?.[1] ?? []);
  return numbers.flatMap(number => {
    const name = cell(row, `attribute ${number} name`);
    const options = list(cell(row, `attribute ${number} value(s)`));
    if (name === '') return [];
    return [
      {
        name,
        options,
        isVisible: cell(row, `attribute ${number} visible`) !== '0',
        isVariation: type === 'variable' || type === 'variation',
      },
    ];
  });
}

function cell(row: Row, column: string | RegExp): string {
  if (typeof column === 'string') return row[column] ?? '';
  const found = Object.keys(row).find(name => column.test(name));
  return found === undefined ? '' : (row[found] ?? '');
}

/** A comma list in which `\,` is a comma of the value. */
function list(text: string): string[] {
  return text
    .split(/(?<!\\),/)
    .map(part => part.replace(/\\,/g, ',').trim())
    .filter(part => part !== '');
}

function price(text: string): string {
  const point = /^-?\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : text;
  return /^-?\d+(\.\d+)?$/.test(point) ? point : '';
}

function whole(text: string): number | null {
  return /^-?\d+(\.0+)?$/.test(text) ? Number.parseInt(text, 10) : null;
}

function instant(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** Gives the same name the same id, so that categories are shared between products. */
export class TermBook {
  readonly #terms = new Map<string, Term>();

  /** `Outdoor > Tents` is two categories; the product is in the last. */
  path(path: string): Term {
    let parent = 0;
    let term: Term | undefined;
    for (const name of path.split('>').map(part => part.trim())) {
      term = this.one('category', name, parent);
      parent = term.id;
    }
    return term ?? this.one('category', 'Uncategorized', 0);
  }

  one(kind: 'category' | 'tag', name: string, parent: number): Term {
    const key = `${kind}/${parent}/${name.toLowerCase()}`;
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const term = { id: 16 + this.#terms.size, name, slug: slugOf(name), parent };
    this.#terms.set(key, term);
    return term;
  }
}
