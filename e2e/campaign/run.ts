/** The long campaign: `npm run campaign -- --orders 10000 --seed 7`. Prints a report and a line of JSON; exit code 1 when the books show anything wrong. */
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { lastPiece } from './last-piece.ts';
import { reportText } from './report.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    orders: { type: 'string', default: '10000' },
    kills: { type: 'string' },
    buyers: { type: 'string', default: '48' },
    shops: { type: 'string', default: '6' },
    distributed: { type: 'boolean', default: false },
    'last-piece': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`npm run campaign -- [--orders 10000] [--seed any] [--kills one per 150 orders] [--buyers 48 at once] [--shops 6]
  [--distributed: on MongoDB and Redis, two workers for orders]
npm run campaign -- --last-piece 100 [--distributed]   500 buyers of one unit, so many times`);
} else if (values['last-piece'] !== undefined) {
  // One winner each time, whatever else is said.
  for (let round = 1; round <= Number(values['last-piece']); round++) {
    const result = await lastPiece({ buyers: 500, isDistributed: values.distributed });
    console.log(`${round}: ${JSON.stringify(result)}`);
    if (result.answers['PlacedOrder'] !== 1 || result.sold !== 1 || result.left !== 0) process.exitCode = 1;
  }
} else {
  const orders = Number(values.orders);
  console.log(`seed ${values.seed}`);
  const report = await runCampaign({
    seed: Number(values.seed),
    orders,
    kills: Number(values.kills ?? Math.ceil(orders / 150)),
    buyers: Number(values.buyers),
    shops: Number(values.shops),
    isDistributed: values.distributed,
    progress: text => console.log(text),
  });
  console.log(reportText(report));
  console.log(JSON.stringify({ campaign: { ...report, findings: report.findings.slice(0, 100) } }));
  process.exitCode = report.findings.length > 0 ? 1 : 0;
}
