/**
 * Writes `adapters/channels.md`: which adapter can do what, and what the conformance kit says of it, as the registry makes it of the shipped adapters.
 * With `--check` it writes nothing and fails when the committed page differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { licenceOf } from '@onebasket/adapter-registry';
import { ABILITIES, type Ability, type Adapter } from '@onebasket/adapter-sdk';
import { format } from 'prettier';
import { loadShippedAdapters } from '../bin/src/adapters.ts';

const shippedAdapters = await loadShippedAdapters();
const FILE = new URL('adapters/channels.md', import.meta.url);
const KINDS = [
  ['channel', 'Channels', 'channels'],
  ['carrier', 'Carriers', 'carriers'],
  ['payment', 'Payments', 'payments'],
] as const;

/** A cell: how the ability is offered; `–` when the adapter does not have it, `not offered` when it has no pass. */
function cell(adapter: Adapter, ability: Ability): string {
  const it = adapter.capabilities[ability];
  if (it === undefined) return '–';
  const { passes } = licenceOf(adapter, adapter.conformance, false);
  if (!passes.has(ability)) return 'not offered';
  const waived = adapter.conformance?.abilities?.[ability]?.waived ?? [];
  const mode = ability === 'orders' ? ` ${(it as { readonly mode: string }).mode}` : '';
  return `✓${mode}${waived.length > 0 ? ` (${waived.length} waived)` : ''}`;
}

function table(adapters: readonly Adapter[], folder: string): string {
  const abilities = ABILITIES.filter(ability => adapters.some(adapter => adapter.capabilities[ability] !== undefined));
  const rows = adapters.map(adapter => {
    const { id, name, contract, vendorApi } = adapter.manifest;
    const { checks, date } = passed(adapter);
    return [
      `[${name}](../../adapters/${folder}/${id}/README.md)`,
      `\`${id}\``,
      vendorApi,
      ...abilities.map(one => cell(adapter, one)),
      `${contract}, ${checks} checks, ${date}`,
    ];
  });
  const head = ['', 'in configuration', "vendor's API", ...abilities, 'conformance'];
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

function passed({ conformance }: Adapter): { readonly checks: number; readonly date: string } {
  const { passed: names = [], date = 'undated' } = (conformance ?? {}) as { readonly passed?: readonly string[]; readonly date?: string };
  return { checks: names.length, date };
}

const waivers = shippedAdapters.flatMap(adapter =>
  (
    (adapter.conformance as { readonly waived?: readonly { readonly check: string; readonly reason: string }[] } | undefined)?.waived ?? []
  ).map(({ check, reason }) => `- \`${adapter.manifest.id}\`, \`${check}\`: ${reason}`),
);
const page = await format(
  `# Channels, carriers and payments

<!-- Written by docs/write-channels.ts from the shipped adapters and their conformance files. -->

What each shipped adapter can do, and what the conformance kit says of it. An ability without a pass is not offered; the graph shows the same under \`Channel.capabilities\`.
Orders are \`native\` (placed through the vendor's API), \`handoff\` (the buyer finishes on the vendor's page) or \`negotiated\` (the vendor decides for each order).

${KINDS.map(([kind, title, folder]) => {
  const adapters = shippedAdapters.filter(adapter => adapter.manifest.kind === kind);
  return `## ${title}\n\n${table(adapters, folder)}`;
}).join('\n\n')}

## Waivers

Checks that an adapter cannot pass, each for a reason in its vendor.

${waivers.join('\n') || 'None.'}
`,
  { parser: 'markdown', printWidth: 140 },
);

if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  console.error('docs/adapters/channels.md is not what the shipped adapters say: run `npm run docs:channels` and commit it.');
  process.exitCode = 1;
}
