import { cancel, isCancel, select, text } from '@clack/prompts';
import { checkAdapterName, ScaffoldError } from './names.ts';
import type { AdapterKind } from './scaffold.ts';

/** What was given on the command line. */
export interface Given {
  readonly name?: string | undefined;
  readonly kind?: AdapterKind | undefined;
}

/** Asks a person for what the command line left open. Where nobody sits, the name is needed and the kind is `channel`. */
export async function askWhatIsMissing(
  { name, kind }: Given,
  isInteractive = process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] === undefined,
): Promise<{ readonly name: string; readonly kind: AdapterKind }> {
  if (!isInteractive) {
    if (name === undefined) throw new ScaffoldError('Which name? For example: npm create onebasket-adapter my-shop');
    return { name, kind: kind ?? 'channel' };
  }
  return { name: name ?? (await askName()), kind: kind ?? (await askKind()) };
}

function askName(): Promise<string> {
  return answered(
    text({
      message: 'What is the adapter called? Configuration will use this word.',
      placeholder: 'my-shop',
      validate: value => checkAdapterName(value ?? ''),
    }),
  );
}

function askKind(): Promise<AdapterKind> {
  return answered(
    select<AdapterKind>({
      message: 'What does the vendor do?',
      options: [
        { value: 'channel', label: 'It sells', hint: 'search, prices, orders' },
        { value: 'carrier', label: 'It delivers', hint: 'tracking' },
        { value: 'payment', label: 'It takes payments', hint: 'authorise, capture, refund' },
      ],
    }),
  );
}

async function answered<T>(question: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await question;
  if (!isCancel(answer)) return answer as Exclude<T, symbol>;
  cancel('Nothing was made.');
  process.exit(130);
}
