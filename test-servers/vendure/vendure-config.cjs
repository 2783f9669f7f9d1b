// A headless shop for adapter tests: no admin UI, no worker process, no mail, no asset server.
const fs = require('node:fs');
const { DefaultLogger, DefaultSearchPlugin, LogLevel, dummyPaymentHandler } = require('@vendure/core');

const PORT = Number(process.env.VENDURE_PORT);

/** The catalogue has no pictures; the default storage would throw while importing. */
const noAssets = {
  toAbsoluteUrl: (_request, id) => `http://127.0.0.1:${PORT}/assets/${id}`,
  writeFileFromBuffer: async name => name,
  writeFileFromStream: async name => name,
  readFileToBuffer: async () => Buffer.alloc(0),
  readFileToStream: async () => require('node:stream').Readable.from([]),
  deleteFile: async () => undefined,
  fileExists: async () => false,
};

exports.config = {
  apiOptions: { hostname: '127.0.0.1', port: PORT, adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
    cookieOptions: { secret: 'test-only' },
  },
  dbConnectionOptions: {
    type: 'sqljs',
    // The image is read into memory and never written: every start is a fresh shop.
    ...(process.env.VENDURE_IMAGE ? { database: new Uint8Array(fs.readFileSync(process.env.VENDURE_IMAGE)) } : {}),
    synchronize: process.env.VENDURE_SYNC === '1',
    logging: false,
  },
  // Vendure has no field for a GTIN; shops that know theirs add one like this.
  customFields: { ProductVariant: [{ name: 'gtin', type: 'string', nullable: true, public: true }] },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  assetOptions: { assetStorageStrategy: noAssets, assetPreviewStrategy: { generatePreviewImage: async (_ctx, _mime, data) => data } },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  plugins: [DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true })],
};
