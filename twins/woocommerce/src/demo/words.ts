/** A word in the two languages the invented shops write in. */
export interface Word {
  readonly zh: string;
  readonly en: string;
}

/** Brands that exist nowhere else, with the two ways people write each. */
export const BRANDS: readonly Word[] = [
  { zh: '云阔', en: 'Yunkora' },
  { zh: '栖木', en: 'Qimora' },
  { zh: '澄野', en: 'Chenveld' },
  { zh: '砚光', en: 'Yanluma' },
  { zh: '鹿屿', en: 'Luyvo' },
  { zh: '松塔', en: 'Sontavo' },
  { zh: '墨渡', en: 'Moduvia' },
  { zh: '星栈', en: 'Xinzara' },
  { zh: '拾禾', en: 'Shihera' },
  { zh: '帆岚', en: 'Fanlune' },
  { zh: '乔予', en: 'Qiaovi' },
  { zh: '汀白', en: 'Tinbaya' },
  { zh: '屹然', en: 'Yirand' },
  { zh: '弥晨', en: 'Misenji' },
  { zh: '北橡', en: 'Beixor' },
  { zh: '暖辰', en: 'Nuanchel' },
];

export const COLOURS: readonly Word[] = [
  { zh: '曜石黑', en: 'Obsidian Black' },
  { zh: '月光白', en: 'Moon White' },
  { zh: '雾霾蓝', en: 'Mist Blue' },
  { zh: '松石绿', en: 'Turquoise' },
  { zh: '暖沙金', en: 'Sand Gold' },
  { zh: '樱花粉', en: 'Blossom Pink' },
];

/** One kind of goods: how it is called, what tells models apart, which choices a buyer has. */
export interface Category extends Word {
  readonly glyph: string;
  /** First letters of model numbers. */
  readonly code: string;
  readonly noun: Word;
  /** One is drawn per model; the same fact in the units of either shop. */
  readonly traits: readonly Word[];
  readonly features: readonly Word[];
  /** Yuan, cheapest and dearest. */
  readonly price: readonly [number, number];
  readonly grams: number;
  /** What a buyer chooses besides the colour, each dearer than the one before by this share; absent: no choice at all. */
  readonly choice?: { readonly name: Word; readonly options: readonly Word[]; readonly stepPercent: number; readonly withColour: boolean };
}

const same = (text: string): Word => ({ zh: text, en: text });

export const CATEGORIES: readonly Category[] = [
  {
    zh: '手机',
    en: 'Phones',
    glyph: 'phone',
    code: 'K',
    noun: { zh: '5G智能手机', en: '5G Smartphone' },
    traits: [
      { zh: '6.1英寸', en: '6.1"' },
      { zh: '6.5英寸', en: '6.5 inch' },
      { zh: '6.7英寸', en: '6.7 inch' },
    ],
    features: [
      { zh: '长续航', en: 'Long Battery' },
      { zh: '影像旗舰', en: 'Camera Flagship' },
      { zh: '轻薄', en: 'Slim' },
    ],
    price: [1299, 5999],
    grams: 196,
    choice: {
      name: { zh: '版本', en: 'Storage' },
      options: [
        { zh: '8GB+128GB', en: '8+128 GB' },
        { zh: '12GB+256GB', en: '12+256 GB' },
      ],
      stepPercent: 15,
      withColour: true,
    },
  },
  {
    zh: '耳机',
    en: 'Headphones',
    glyph: 'headphones',
    code: 'HP',
    noun: { zh: '无线蓝牙耳机', en: 'Wireless Bluetooth Headphones' },
    traits: [
      { zh: '主动降噪', en: 'ANC' },
      { zh: '入耳式', en: 'In-Ear' },
      { zh: '头戴式', en: 'Over-Ear' },
    ],
    features: [
      { zh: '40小时续航', en: '40 h Playtime' },
      { zh: '低延迟', en: 'Low Latency' },
    ],
    price: [149, 1899],
    grams: 240,
  },
  {
    zh: '电水壶',
    en: 'Kettles',
    glyph: 'kettle',
    code: 'EK',
    noun: { zh: '电热水壶', en: 'Electric Kettle' },
    traits: [
      { zh: '1.5L', en: '1500 ml' },
      { zh: '1.7L', en: '1700 ml' },
      { zh: '0.8L', en: '800 ml' },
    ],
    features: [
      { zh: '304不锈钢', en: 'Stainless Steel 304' },
      { zh: '恒温', en: 'Keep Warm' },
    ],
    price: [79, 399],
    grams: 1150,
  },
  {
    zh: '台灯',
    en: 'Lamps',
    glyph: 'lamp',
    code: 'DL',
    noun: { zh: '护眼台灯', en: 'Desk Lamp' },
    traits: [
      { zh: '12W', en: '12 Watt' },
      { zh: '18W', en: '18 Watt' },
      { zh: '9W', en: '9 Watt' },
    ],
    features: [
      { zh: '无频闪', en: 'Flicker Free' },
      { zh: '触控调光', en: 'Touch Dimmer' },
    ],
    price: [89, 699],
    grams: 1400,
  },
  {
    zh: '跑鞋',
    en: 'Shoes',
    glyph: 'shoe',
    code: 'RS',
    noun: { zh: '缓震跑步鞋', en: 'Cushioned Running Shoes' },
    traits: [
      { zh: '男款', en: "Men's" },
      { zh: '女款', en: "Women's" },
    ],
    features: [
      { zh: '碳板', en: 'Carbon Plate' },
      { zh: '透气网面', en: 'Breathable Mesh' },
    ],
    price: [299, 1299],
    grams: 560,
    choice: {
      name: { zh: '尺码', en: 'Size' },
      options: ['38', '40', '42', '44'].map(size => ({ zh: `${size}码`, en: `EU ${size}` })),
      stepPercent: 0,
      withColour: false,
    },
  },
  {
    zh: '茶叶',
    en: 'Tea',
    glyph: 'tea',
    code: 'CY',
    noun: { zh: '高山乌龙茶', en: 'High Mountain Oolong Tea' },
    traits: [
      { zh: '250克', en: '0.25 kg' },
      { zh: '500克', en: '0.5 kg' },
      { zh: '125克', en: '125 g' },
    ],
    features: [
      { zh: '礼盒装', en: 'Gift Box' },
      { zh: '春茶', en: 'Spring Harvest' },
    ],
    price: [59, 899],
    grams: 380,
  },
  {
    zh: '音箱',
    en: 'Speakers',
    glyph: 'speaker',
    code: 'SP',
    noun: { zh: '便携蓝牙音箱', en: 'Portable Bluetooth Speaker' },
    traits: [
      { zh: '20W', en: '20 W' },
      { zh: '40W', en: '40 W' },
      { zh: '10W', en: '10 W' },
    ],
    features: [
      { zh: 'IPX7防水', en: 'IPX7 Waterproof' },
      { zh: '重低音', en: 'Deep Bass' },
    ],
    price: [129, 1299],
    grams: 720,
  },
  {
    zh: '智能手表',
    en: 'Watches',
    glyph: 'watch',
    code: 'W',
    noun: { zh: '智能运动手表', en: 'Smart Sports Watch' },
    traits: [same('42mm'), same('46mm')],
    features: [
      { zh: '双频GPS', en: 'Dual-band GPS' },
      { zh: '血氧监测', en: 'Blood Oxygen' },
    ],
    price: [399, 2499],
    grams: 62,
    choice: {
      name: { zh: '表带', en: 'Strap' },
      options: [
        { zh: '硅胶表带', en: 'Silicone' },
        { zh: '真皮表带', en: 'Leather' },
        { zh: '钢表带', en: 'Steel' },
      ],
      stepPercent: 10,
      withColour: false,
    },
  },
  {
    zh: '键盘',
    en: 'Keyboards',
    glyph: 'keyboard',
    code: 'MK',
    noun: { zh: '机械键盘', en: 'Mechanical Keyboard' },
    traits: [
      { zh: '87键', en: '87 Keys' },
      { zh: '104键', en: '104 Keys' },
      { zh: '68键', en: '68 Keys' },
    ],
    features: [
      { zh: '红轴', en: 'Red Switch' },
      { zh: '茶轴', en: 'Brown Switch' },
    ],
    price: [199, 1099],
    grams: 980,
  },
  {
    zh: '双肩包',
    en: 'Backpacks',
    glyph: 'backpack',
    code: 'BP',
    noun: { zh: '防水双肩背包', en: 'Waterproof Backpack' },
    traits: [
      { zh: '20L', en: '20 Litre' },
      { zh: '30L', en: '30 Litre' },
      { zh: '25L', en: '25 Litre' },
    ],
    features: [
      { zh: '通勤', en: 'Commuter' },
      { zh: '户外', en: 'Outdoor' },
    ],
    price: [139, 799],
    grams: 870,
    choice: { name: { zh: '颜色', en: 'Colour' }, options: COLOURS.slice(0, 3), stepPercent: 0, withColour: false },
  },
  {
    zh: '保温杯',
    en: 'Bottles',
    glyph: 'bottle',
    code: 'TB',
    noun: { zh: '真空保温杯', en: 'Vacuum Insulated Bottle' },
    traits: [
      { zh: '316不锈钢', en: '316 Steel' },
      { zh: '陶瓷内胆', en: 'Ceramic Liner' },
    ],
    features: [
      { zh: '弹盖', en: 'Flip Lid' },
      { zh: '大容量', en: 'Large' },
    ],
    price: [69, 329],
    grams: 340,
    choice: {
      name: { zh: '容量', en: 'Capacity' },
      options: [
        { zh: '500ml', en: '0.5 L' },
        { zh: '750ml', en: '0.75 L' },
      ],
      stepPercent: 20,
      withColour: false,
    },
  },
  {
    zh: '充电器',
    en: 'Chargers',
    glyph: 'charger',
    code: 'GC',
    noun: { zh: '氮化镓充电器', en: 'GaN Charger' },
    traits: [
      { zh: '65W', en: '65 Watt' },
      { zh: '100W', en: '100 Watt' },
      { zh: '33W', en: '33 Watt' },
    ],
    features: [
      { zh: '三口快充', en: '3-Port' },
      { zh: '折叠插脚', en: 'Foldable Plug' },
    ],
    price: [59, 359],
    grams: 140,
  },
  {
    zh: '炒锅',
    en: 'Pans',
    glyph: 'pan',
    code: 'CP',
    noun: { zh: '不粘炒锅', en: 'Non-stick Wok' },
    traits: [
      { zh: '30厘米', en: '30 cm' },
      { zh: '32厘米', en: '32 cm' },
      { zh: '28厘米', en: '28 cm' },
    ],
    features: [
      { zh: '电磁炉通用', en: 'Induction Ready' },
      { zh: '木柄', en: 'Wooden Handle' },
    ],
    price: [99, 599],
    grams: 1850,
  },
  {
    zh: '冲锋衣',
    en: 'Jackets',
    glyph: 'shirt',
    code: 'JK',
    noun: { zh: '三合一冲锋衣', en: '3-in-1 Shell Jacket' },
    traits: [
      { zh: '男款', en: "Men's" },
      { zh: '女款', en: "Women's" },
    ],
    features: [
      { zh: '防风防雨', en: 'Windproof' },
      { zh: '抓绒内胆', en: 'Fleece Liner' },
    ],
    price: [329, 1599],
    grams: 1100,
    choice: { name: { zh: '尺码', en: 'Size' }, options: ['M', 'L', 'XL'].map(same), stepPercent: 0, withColour: false },
  },
  {
    zh: '扫地机器人',
    en: 'Robot Cleaners',
    glyph: 'cleaner',
    code: 'RC',
    noun: { zh: '扫拖机器人', en: 'Robot Vacuum and Mop' },
    traits: [
      { zh: '6000Pa吸力', en: '6000 Pa' },
      { zh: '8000Pa吸力', en: '8000 Pa' },
    ],
    features: [
      { zh: '自清洁基站', en: 'Self-Cleaning Dock' },
      { zh: '激光导航', en: 'LiDAR' },
    ],
    price: [1199, 4299],
    grams: 4300,
  },
];
