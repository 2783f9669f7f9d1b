import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { acknowledge, readOrders, type EdiOrder, type Interchange, type Message } from '@onebasket/edi';
import { asViewer, type RunningAccess } from '../running-system.ts';

export interface EdiImportOptions extends RunningAccess {
  readonly channel: string;
  /** Where a partner names none. */
  readonly currency?: string;
  readonly country?: string;
  /** Folder of the acknowledgements. */
  readonly answers?: string;
}

const TAKE_IN = `mutation ($channelId: ID!, $order: IncomingOrderInput!) { takeInOrder(channelId: $channelId, order: $order) { __typename
  ... on OrderTakenIn { isNew order { number } } ... on OrderNotTakenIn { reason } } }`;

/**
 * `onebasket edi import PATH`: orders of a file, or of every file of an inbox folder, become orders of the running system, each once; every file is answered with a
 * 997 or CONTRL. Files of an inbox move to `imported` or `refused` in it. Exits 1 when something was refused.
 */
export async function ediImport(path: string, options: EdiImportOptions): Promise<void> {
  try {
    const isInbox = (await stat(path)).isDirectory();
    const files = isInbox ? (await inboxOf(path)).map(name => join(path, name)) : [path];
    if (files.length === 0) console.log('Nothing to import.');
    for (const file of files) {
      const isWhole = await importFile(file, options);
      if (!isWhole) process.exitCode = 1;
      if (isInbox) await moveTo(join(path, isWhole ? 'imported' : 'refused'), file);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function inboxOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && !entry.name.startsWith('.') && !ANSWER.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

const ANSWER = /\.(997|contrl)$/;

/** True when every order of the file stands now. A running system that gives no answer throws: the file then stays where it is. */
async function importFile(file: string, options: EdiImportOptions): Promise<boolean> {
  const name = basename(file);
  let interchange: Interchange;
  try {
    interchange = readOrders(await readFile(file, 'utf8'));
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}; no partner to answer`);
    return false;
  }
  const refused = new Set<string>();
  const messages = interchange.groups.flatMap(group => group.messages);
  for (const message of messages) {
    const outcome = message.order ? await takeIn(message.order, options) : undefined;
    if (outcome?.reason !== undefined) refused.add(message.reference);
    for (const line of told(message, outcome)) console.log(`${name}: ${line}`);
  }
  const folder = options.answers ?? dirname(file);
  await mkdir(folder, { recursive: true });
  const answer = join(folder, `${name}.${interchange.syntax === 'X12' ? '997' : 'contrl'}`);
  const now = new Date();
  await writeFile(answer, acknowledge(interchange, now, Math.floor(now.getTime() / 1000) % 1_000_000_000, refused));
  console.log(`${name}: answered in ${answer}`);
  return refused.size === 0 && messages.every(({ problems }) => problems.length === 0);
}

interface Outcome {
  readonly number?: string;
  readonly isNew?: boolean;
  readonly reason?: string;
}

async function takeIn(order: EdiOrder, { channel, currency, country, ...access }: EdiImportOptions): Promise<Outcome> {
  const [money, land] = [order.currency ?? currency, order.address.country ?? country];
  if (money === undefined) return { reason: 'it names no currency; say which with --currency' };
  if (land === undefined) return { reason: 'its address names no country; say which with --country' };
  const incoming = {
    externalId: order.number,
    number: order.number,
    placedAt: order.date === undefined ? null : `${order.date}T00:00:00.000Z`,
    currency: money,
    total: order.total ?? null,
    lines: order.lines.map(({ itemId, title, quantity, unitPrice }) => ({ externalId: itemId, title: title ?? null, quantity, unitPrice })),
    contact: { name: order.name, phone: order.phone ?? null, email: order.email ?? null },
    address: { ...order.address, country: land },
  };
  const { takeInOrder } = await asViewer<{
    takeInOrder: { readonly isNew?: boolean; readonly order?: { readonly number: string }; readonly reason?: string };
  }>(access, TAKE_IN, { channelId: channel, order: incoming });
  const { isNew, order: taken, reason } = takeInOrder;
  return { ...(isNew === undefined ? {} : { isNew }), ...(taken ? { number: taken.number } : {}), ...(reason ? { reason } : {}) };
}

function told({ reference, problems, order }: Message, outcome: Outcome | undefined): readonly string[] {
  if (problems.length > 0)
    return problems.map(
      ({ tag, position, element, message }) =>
        `message ${reference} refused: segment ${position} ${tag}${element === undefined ? '' : ` element ${element}`}: ${message}`,
    );
  if (outcome?.reason !== undefined) return [`message ${reference} refused: ${outcome.reason}`];
  return [`message ${reference}: order ${order?.number} ${outcome?.isNew ? 'taken in' : 'stands already'} as ${outcome?.number}`];
}

async function moveTo(folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await rename(file, join(folder, basename(file)));
}
