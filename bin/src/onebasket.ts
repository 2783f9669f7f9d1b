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

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) program.error(`error: --port must be 0 to 65535, not ${text}`);
  return port;
}

await program.parseAsync();
