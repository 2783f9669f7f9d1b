import { relative } from 'node:path';
import { Command, Option } from 'commander';
import type { Given } from './ask.ts';
import { ScaffoldError } from './names.ts';
import { ADAPTER_KINDS, scaffold, type Scaffolded } from './scaffold.ts';

/** The command that makes a new adapter's folder: the whole of `npm create onebasket-adapter`, and `onebasket adapter new`. */
export function newAdapterCommand(word: string): Command {
  return new Command(word)
    .description('begin an adapter for a shop, a carrier or a payment provider: a folder that passes the conformance kit as it stands')
    .argument('[name]', 'the word that configuration will use, such as my-shop')
    .addOption(new Option('--kind <kind>', 'what the vendor does (asked for, or channel)').choices(ADAPTER_KINDS))
    .option('--folder <path>', 'where to make it; default: a folder of that name')
    .showHelpAfterError()
    .action(async (name: string | undefined, { kind, folder }: Given & { readonly folder?: string }) => {
      try {
        // Only a person who begins an adapter needs the questions.
        const { askWhatIsMissing } = await import('./ask.ts');
        const wanted = await askWhatIsMissing({ name, kind });
        console.log(nextSteps(await scaffold({ ...wanted, folder })));
      } catch (error) {
        if (!(error instanceof ScaffoldError)) throw error;
        console.error(error.message);
        process.exitCode = 1;
      }
    });
}

function nextSteps({ folder, files }: Scaffolded): string {
  const shown = relative(process.cwd(), folder) || '.';
  return `${files.length} files in ${shown}. To see it pass the conformance kit:

  cd ${shown}
  npm install
  npm test

Its README says what to do next; the walk-through is docs/adapters/walk-through.md.`;
}
