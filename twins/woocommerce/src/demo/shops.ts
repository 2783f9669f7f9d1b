import { seededRandom } from '@onebasket/twin-kit';
import { blankProduct, slugOf, type Product, type Term } from '../catalogue/product.ts';
import { demoModels, type Model, type ModelVariant } from './models.ts';
import { CATEGORIES, type Word } from './words.ts';

/** How one shop writes: its language, its habits with brands and titles, and how far its prices are from the maker's. */
interface Pen {
  readonly shop: 'lantern' | 'harbor';
  readonly language: keyof Word;
  readonly firstId: number;
  readonly seed: number;
  readonly skuPrefix: string;
  readonly category: (category: Word) => string;
  readonly title: (model: Model, random: () => number) => string;
  readonly text: (model: Model) => string;
}

const OPENED_AT = Date.parse('2026-08-20T01:00:00Z');
const DAY_MS = 86_400_000;

const LANTERN: Pen = {
  shop: 'lantern',
  language: 'zh',
  firstId: 101,
  seed: 11,
  skuPrefix: 'LG',
  category: category => `${category.zh} ${category.en}`,
  title: ({ brand, code, trait, feature, category }, random) => {
    const maker = random() < 0.4 ? `${brand.zh}${brand.en}` : random() < 0.7 ? brand.zh : `${brand.zh}（${brand.en}）`;
    return random() < 0.5
      ? `${maker} ${code} ${category.noun.zh} ${trait.zh} ${feature.zh}`
      : `${maker}${category.noun.zh} ${feature.zh} ${trait.zh} ${code}`;
  },
  text: ({ brand, trait, feature, category, colour }) =>
    `${brand.zh}${category.noun.zh}，${trait.zh}，${feature.zh}。主图颜色：${colour.zh}。灯塔优选，七天无理由退货。`,
};

const HARBOR: Pen = {
  shop: 'harbor',
  language: 'en',
  firstId: 2001,
  seed: 23,
  skuPrefix: 'HS',
  category: category => category.en,
  title: ({ brand, code, trait, feature, category }, random) => {
    const maker = random() < 0.7 ? brand.en : `${brand.en} ${brand.zh}`;
    const plain = code.replace('-', random() < 0.5 ? '' : '-');
    const chinese = random() < 0.5 ? ` ${category.noun.zh}` : '';
    return random() < 0.5
      ? `${maker} ${category.noun.en} ${plain}, ${trait.en}, ${feature.en}${chinese}`
      : `${maker} ${plain} ${feature.en} ${category.noun.en} (${trait.en})${chinese}`;
  },
  text: ({ brand, trait, feature, category, colour }) =>
    `${category.noun.en} by ${brand.en}: ${trait.en}, ${feature.en}. Shown in ${colour.en}. Shipped from the harbour warehouse. 港湾商店发货。`,
};

/** Lantern Goods 灯塔优选: Chinese titles. */
export function lanternProducts(): Product[] {
  return write(LANTERN);
}

/** Harbor Supply 港湾商店: English titles. */
export function harborProducts(): Product[] {
  return write(HARBOR);
}

function write(pen: Pen): Product[] {
  const random = seededRandom(pen.seed);
  let id = pen.firstId;
  const terms = new Map(
    CATEGORIES.map((category, index): [Word, Term] => [
      category,
      { id: 16 + index, name: pen.category(category), slug: slugOf(category.en), parent: 0 },
    ]),
  );
  return demoModels()
    .filter(model => model.soldAt === 'both' || model.soldAt === pen.shop)
    .flatMap((model, index) => {
      const term = terms.get(model.category);
      const products = productsOf(pen, model, id, OPENED_AT + Math.floor(index / 20) * 1000, term === undefined ? [] : [term], random);
      id += products.length;
      return products;
    });
}

function productsOf(pen: Pen, model: Model, id: number, at: number, categories: readonly Term[], random: () => number): Product[] {
  const { language } = pen;
  const main = blankProduct(id, at);
  main.name = pen.title(model, random);
  main.slug = `${slugOf(`${model.brand.en} ${model.code}`)}-${id}`;
  main.sku = `${pen.skuPrefix}-${model.code.replace(/\W/g, '')}-${model.number}`;
  main.shortDescription = `${model.feature[language]}，${model.trait[language]}`.replace('，', language === 'zh' ? '，' : ', ');
  main.description = pen.text(model);
  main.categories = categories;
  main.featured = random() < 0.04;
  main.weight = (model.category.grams / 1000).toString();
  main.images = [{ id: id * 10, src: pictureOf(model, language), name: model.code, alt: main.name }];
  main.attributes = [
    {
      name: language === 'zh' ? '品牌' : 'Brand',
      options: [random() < 0.5 ? `${model.brand.zh} ${model.brand.en}` : model.brand[language]],
      isVisible: true,
      isVariation: false,
    },
    { name: language === 'zh' ? '型号' : 'Model', options: [model.code], isVisible: true, isVariation: false },
  ];
  // Each shop is up to a tenth above or below the maker's price.
  const level = 0.9 + random() * 0.2;
  if (model.category.choice === undefined) {
    sell(main, model.variants[0], model, level, random);
    return [main];
  }
  main.type = 'variable';
  const names = model.variants[0]?.choices.map(choice => choice.name) ?? [];
  main.attributes = [
    ...main.attributes,
    ...names.map((name, at) => ({
      name: name[language],
      options: [...new Set(model.variants.flatMap(variant => variant.choices[at]?.option[language] ?? []))],
      isVisible: true,
      isVariation: true,
    })),
  ];
  return [main, ...model.variants.map((variant, index) => variationOf(pen, model, main, variant, index, level, random))];
}

function variationOf(
  pen: Pen,
  model: Model,
  main: Product,
  variant: ModelVariant,
  index: number,
  level: number,
  random: () => number,
): Product {
  const variation = blankProduct(main.id + 1 + index, main.createdAt);
  variation.type = 'variation';
  variation.parentId = main.id;
  variation.sku = `${main.sku}-${index + 1}`;
  variation.slug = `${main.slug}-${index + 1}`;
  variation.attributes = variant.choices.map(({ name, option }) => ({
    name: name[pen.language],
    options: [option[pen.language]],
    isVisible: true,
    isVariation: true,
  }));
  variation.name = `${main.name} - ${variation.attributes.map(attribute => attribute.options[0]).join(', ')}`;
  variation.weight = main.weight;
  sell(variation, variant, model, level, random);
  return variation;
}

/** Price, sale, stock and GTIN: mostly plain, now and then the odd case every real shop has. */
function sell(product: Product, variant: ModelVariant | undefined, model: Model, level: number, random: () => number): void {
  const yuan = Math.max(9, Math.round((model.basePrice * level * (variant?.pricePercent ?? 100)) / 100));
  const [gtinLuck, saleLuck, stockLuck, priceLuck] = [random(), random(), random(), random()];
  if (gtinLuck < 0.7) product.globalUniqueId = variant?.gtin ?? '';
  product.regularPrice = `${yuan}.00`;
  if (saleLuck < 0.18) product.salePrice = `${Math.max(5, Math.round(yuan * (0.72 + random() * 0.2)))}.90`;
  if (saleLuck < 0.02) product.saleTo = OPENED_AT + 3 * DAY_MS;
  else if (saleLuck < 0.04) product.saleFrom = Date.parse('2099-11-01T00:00:00Z');
  if (priceLuck < 0.015) {
    product.regularPrice = '';
    product.salePrice = '';
  }
  if (stockLuck < 0.06) product.stockStatus = 'outofstock';
  else if (stockLuck < 0.08) {
    Object.assign(product, { manageStock: true, stockQuantity: 0, stockStatus: 'onbackorder', backorders: 'notify' });
  } else if (stockLuck < 0.85)
    Object.assign(product, {
      manageStock: true,
      stockQuantity: stockLuck < 0.14 ? 1 + Math.floor(random() * 3) : 5 + Math.floor(random() * 400),
    });
}

function pictureOf(model: Model, language: keyof Word): string {
  const hue = (model.number * 47) % 360;
  const title = `${model.brand[language]}_${model.code.replace(/ /g, '_')}`;
  return `/wp-content/uploads/${model.category.glyph}-${hue}-${encodeURIComponent(title)}.svg`;
}
