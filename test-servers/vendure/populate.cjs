// Builds the shop's image once: schema, countries, taxes, shipping, payment, catalogue, search index.
process.env.VENDURE_SYNC = '1';
const fs = require('node:fs');
const path = require('node:path');
const {
  bootstrap,
  ChannelService,
  ConfigService,
  JobQueueService,
  RequestContext,
  RequestContextService,
  SearchService,
  TransactionalConnection,
} = require('@vendure/core');
const { populate } = require('@vendure/core/cli');
const { config } = require('./vendure-config.cjs');

async function start() {
  const app = await bootstrap(config);
  await app.get(JobQueueService).start();
  const channels = app.get(ChannelService);
  const { id } = await channels.getDefaultChannel();
  // Before the import: variants take the channel's currency and tax mode when they are made.
  await channels.update(RequestContext.empty(), {
    id,
    defaultCurrencyCode: 'EUR',
    availableCurrencyCodes: ['EUR'],
    pricesIncludeTax: true,
  });
  return app;
}

/** The in-memory queue works on after `populate()` has returned, and jobs start further jobs: quiet means quiet five times in a row. */
async function untilQueueIsQuiet(app) {
  const queue = app.get(ConfigService).jobQueueOptions.jobQueueStrategy;
  for (let quiet = 0; quiet < 5;) {
    const open = (await queue.findMany({ filter: { isSettled: { eq: false } } })).totalItems;
    quiet = open ? 0 : quiet + 1;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

async function main() {
  const initial = JSON.parse(fs.readFileSync(path.join(__dirname, 'initial.json'), 'utf8'));
  const app = await populate(start, initial, path.join(__dirname, 'catalogue.csv'));
  // Without collections `populate()` never builds the search index.
  await app.get(SearchService).reindex(await app.get(RequestContextService).create({ apiType: 'admin' }));
  await untilQueueIsQuiet(app);
  fs.writeFileSync(process.env.VENDURE_IMAGE_OUT, Buffer.from(app.get(TransactionalConnection).rawConnection.driver.export()));
  await app.close();
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
