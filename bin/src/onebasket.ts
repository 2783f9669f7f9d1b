#!/usr/bin/env node
import { Command, Option } from 'commander';
import { SUBGRAPH_NAMES } from '@onebasket/runtime';
import { vendorTwins } from './twins/vendor-twins.ts';
import { newAdapterCommand } from 'create-onebasket-adapter';

const program = new Command('onebasket')
  .description('One basket for every shop: one GraphQL graph over shops, carriers and payment providers.')
  .showHelpAfterError();

program
  .command('start', { isDefault: true })
  .description('serve the graph: everything in one process, or one part of it')
  .option('--config <file>', 'configuration (YAML); without it the built-in demo starts')
  .option('--port <number>', 'port to answer on, instead of the configured one', readPort)
  .option('--data <folder>', 'data folder of the demo', './data')
  .addOption(new Option('--subgraph <name>', 'serve this subgraph alone').choices([...SUBGRAPH_NAMES]))
  .option('--gateway', 'serve the gateway alone, in front of subgraphs that run elsewhere')
  .action(async options => (await import('./commands/start.ts')).start(options));

program
  .command('check')
  .description('validate a configuration and ask every account whether it works')
  .requiredOption('--config <file>', 'configuration (YAML)')
  .action(async options => (await import('./commands/check.ts')).check(options));

const twin = program
  .command('twin')
  .description('run an offline stand-in of a vendor')
  .addCommand(
    new Command('woocommerce')
      .description("a WooCommerce shop on loopback, on the demo catalogue or on any shop's product export")
      .option('--catalogue <file>', 'a WooCommerce product export (CSV)')
      .option('--port <number>', 'port to answer on', readPort, 0)
      .option('--data <folder>', 'where its orders are kept')
      .option('--name <text>', 'its name', 'WooCommerce twin')
      .option('--currency <code>', 'its currency', 'CNY')
      .action(async options => (await import('./commands/twin.ts')).twinWooCommerce(options)),
  );
for (const vendor of vendorTwins) {
  twin.addCommand(
    new Command(vendor.adapter)
      .description(vendor.about)
      .option('--port <number>', 'port to answer on', readPort, 0)
      .action(async options => (await import('./commands/twin.ts')).twinOf(vendor, options)),
  );
}

program
  .command('adapter')
  .description('write an adapter for a vendor')
  .addCommand(newAdapterCommand('new'))
  .addCommand(
    new Command('test')
      .description('run the conformance kit on an adapter, and write its conformance.json when everything passed')
      .argument('[folder]', "the adapter's package", '.')
      .addOption(new Option('--record', 'write conformance.json anew in any case').conflicts('check'))
      .option('--check', 'write nothing; fail where conformance.json is not what the run finds')
      .action(async (folder, options) => (await import('./commands/adapter-test.ts')).adapterTest(folder, options)),
  );

program
  .command('review')
  .description('rules that hold orders for a person')
  .addCommand(
    new Command('test')
      .description("try a configuration's rules on orders of a file: which would be held or blocked, by which rule")
      .requiredOption('--config <file>', 'configuration (YAML)')
      .requiredOption('--orders <file>', 'orders (JSON)')
      .option('--json', 'the report as JSON')
      .action(async options => (await import('./commands/review-test.ts')).reviewTest(options)),
  );

program
  .command('reconcile')
  .description('compare orders, payments and parcels with what channels, payment providers and carriers say; changes nothing')
  .requiredOption('--config <file>', 'configuration (YAML)')
  .option('--since <time>', 'orders placed from then on (2026-11-01, or an instant); as many days as are configured when left out')
  .option('--until <time>', 'orders placed before then')
  .option('--json', 'the report as JSON')
  .option('--output <file>', 'the report as JSON into this file as well')
  .action(async options => (await import('./commands/reconcile.ts')).reconcile(options));

program
  .command('edi')
  .description('orders of trading partners')
  .addCommand(
    ofRunning(
      new Command('import').description('X12 850 and EDIFACT ORDERS become orders of the running system; answered with 997 or CONTRL'),
      'orders:intake',
    )
      .argument('<path>', 'a file, or an inbox folder')
      .requiredOption('--channel <id>', 'the partner, as the channel of its orders')
      .option('--currency <code>', 'where a file names none')
      .option('--country <code>', 'where an address names none')
      .option('--answers <folder>', 'where acknowledgements go; beside the files when left out')
      .action(async (path, options) => (await import('./commands/edi-import.ts')).ediImport(path, options)),
  );

program
  .command('effects')
  .description('what the system cannot go on with by itself, and what people decide about it')
  .addCommand(
    ofRunning(new Command('list').description('what waits for a person, longest first'))
      .addOption(first())
      .option('--subgraph <name>', 'of this subgraph alone')
      .option('--json', 'as JSON')
      .action(async options => (await import('./commands/effects.ts')).listEffects(options)),
  )
  .addCommand(
    ofRunning(new Command('log').description('what people decided, newest first'))
      .addOption(first())
      .option('--subgraph <name>', 'of this subgraph alone')
      .option('--json', 'as JSON')
      .action(async options => (await import('./commands/effects.ts')).logEffects(options)),
  )
  .addCommand(
    decision('retry', 'try it again; what may have happened is asked for before anything is sent').action(async (id, options) =>
      (await import('./commands/effects.ts')).retryEffect(id, options),
    ),
  )
  .addCommand(
    decision('resolve', 'say what you found out at the vendor')
      .option('--made', 'it was made')
      .option('--external-id <id>', 'under which id the vendor has it')
      .option('--not-made', 'it was not made')
      .action(async (id, options) => (await import('./commands/effects.ts')).resolveEffect(id, options)),
  )
  .addCommand(
    decision('abandon', 'give it up; not for what may have happened').action(async (id, options) =>
      (await import('./commands/effects.ts')).abandonEffect(id, options),
    ),
  );

function decision(name: string, description: string): Command {
  return ofRunning(new Command(name).description(description).argument('<id>', 'as `onebasket effects list` shows it')).requiredOption(
    '--note <why>',
    'why: it stays in the audit trail',
  );
}

/** Options of commands that ask the running system. */
function ofRunning(command: Command, scope = 'effects:manage'): Command {
  return command
    .option('--url <address>', 'the graph of the running system', 'http://127.0.0.1:4000/graphql')
    .option('--email <address>', 'staff with the role operator; the password in ONEBASKET_PASSWORD')
    .option('--key <key>', `of an API client with the scope ${scope}; or in ONEBASKET_API_KEY`);
}

function first(): Option {
  return new Option('--first <number>', 'so many at most').default(50).argParser(Number);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) program.error(`error: --port must be 0 to 65535, not ${text}`);
  return port;
}

await program.parseAsync();
