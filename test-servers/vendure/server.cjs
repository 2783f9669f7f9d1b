// The shop itself, on VENDURE_PORT, from the image in VENDURE_IMAGE. Also works its own job queue: there is no worker process.
const { bootstrap, JobQueueService } = require('@vendure/core');
const { config } = require('./vendure-config.cjs');

async function main() {
  const app = await bootstrap(config);
  await app.get(JobQueueService).start();
  const stop = () => app.close().finally(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Whoever started it holds the other end: when they are gone, however they went, so is the shop.
  process.stdin.resume().on('end', stop).on('error', stop);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
