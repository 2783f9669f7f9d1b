/** A name with its address part, as categories and tags have it. */
export interface Term {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly parent?: number;
}

export interface ProductImage {
  readonly id: number;
  /** Absolute, or a path below the shop's own address. */
  readonly src: string;
  readonly name: string;
  readonly alt: string;
}

/** On a product `options` lists the choices, on a variation `option` is the one taken. */
export interface ProductAttribute {
  readonly name: string;
  readonly options: readonly string[];
  readonly isVisible: boolean;
  readonly isVariation: boolean;
}

export interface MetaData {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
}

export type ProductType = 'simple' | 'grouped' | 'external' | 'variable' | 'variation';
export type StockStatus = 'instock' | 'outofstock' | 'onbackorder';

/** A product or variation as the shop's database has it: prices as typed, no derived fields. */
export interface Product {
  readonly id: number;
  type: ProductType;
  parentId: number;
  name: string;
  slug: string;
  status: 'publish' | 'draft' | 'private' | 'pending' | 'future' | 'trash';
  featured: boolean;
  catalogVisibility: 'visible' | 'catalog' | 'search' | 'hidden';
  description: string;
  shortDescription: string;
  sku: string;
  globalUniqueId: string;
  regularPrice: string;
  salePrice: string;
  /** Instants in milliseconds. */
  saleFrom: number | null;
  saleTo: number | null;
  manageStock: boolean | 'parent';
  stockQuantity: number | null;
  stockStatus: StockStatus;
  backorders: 'no' | 'notify' | 'yes';
  lowStockAmount: number | null;
  soldIndividually: boolean;
  virtual: boolean;
  downloadable: boolean;
  taxStatus: 'taxable' | 'shipping' | 'none';
  taxClass: string;
  weight: string;
  length: string;
  width: string;
  height: string;
  externalUrl: string;
  buttonText: string;
  categories: readonly Term[];
  tags: readonly Term[];
  images: readonly ProductImage[];
  attributes: readonly ProductAttribute[];
  groupedIds: readonly number[];
  menuOrder: number;
  totalSales: number;
  meta: readonly MetaData[];
  createdAt: number;
  modifiedAt: number;
}

/** A product with nothing said about it: in stock, published, no price. */
export function blankProduct(id: number, at: number): Product {
  return {
    id,
    type: 'simple',
    parentId: 0,
    name: 'Product',
    slug: '',
    status: 'publish',
    featured: false,
    catalogVisibility: 'visible',
    description: '',
    shortDescription: '',
    sku: '',
    globalUniqueId: '',
    regularPrice: '',
    salePrice: '',
    saleFrom: null,
    saleTo: null,
    manageStock: false,
    stockQuantity: null,
    stockStatus: 'instock',
    backorders: 'no',
    lowStockAmount: null,
    soldIndividually: false,
    virtual: false,
    downloadable: false,
    taxStatus: 'taxable',
    taxClass: '',
    weight: '',
    length: '',
    width: '',
    height: '',
    externalUrl: '',
    buttonText: '',
    categories: [],
    tags: [],
    images: [],
    attributes: [],
    groupedIds: [],
    menuOrder: 0,
    totalSales: 0,
    meta: [],
    createdAt: at,
    modifiedAt: at,
  };
}

/** The address part of a name: letters of any script, digits and hyphens; accents of Latin letters go. */
export function slugOf(name: string): string {
  const plain = name
    .replace(/ß/g, 's')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return plain
    .toLowerCase()
    .replace(/&[a-z]+;/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/[\s_-]+/g, '-');
}
