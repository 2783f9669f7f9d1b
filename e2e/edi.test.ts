import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { ask } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder } from './support/workspace.ts';

const COMMAND = new URL('../bin/src/onebasket.ts', import.meta.url).pathname;
const ISA = 'ISA*00*          *00*          *ZZ*ACME           *ZZ*ONEBASKET      *261125*1000*U*00401*000000101*0*P*>~';
const x12 = (number: string, quantity: string) =>
  `${ISA}GS*PO*ACME*ONEBASKET*20261125*1000*7*X*004010~ST*850*0001~BEG*00*SA*${number}**20261124~CUR*BY*USD~N1*ST*Ann Smith~` +
  `N3*1 Main Street~N4*Springfield*IL*62701*US~PO1*1*${quantity}*EA*12.50**VP*LAMP-7~PID*F****Desk lamp~SE*9*0001~GE*1*7~IEA*1*000000101~`;
const ORDERS = `UNB+UNOC:3+4012345000009:14+ONEBASKET:ZZ+261125:1000+REF9'UNH+1+ORDERS:D:96A:UN'BGM+220+E-9+9'NAD+DP+++Bo GmbH+Hauptstr. 1+Berlin++10115+DE'
CUX+2:EUR:9'LIN+1'PIA+1+CUP-1:SA'QTY+21:2'PRI+AAA:4.05'UNS+S'UNT+10+1'UNZ+1+REF9'`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}/data` },
    payments: [INVOICE],
    accounts: {
      seed: {
        staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }],
        clients: [{ id: 'edi', key: 'a-key-for-edi-partners-1', scopes: ['orders:intake'] }],
      },
    },
    gateway: { limits: { rate: false } },
  });
});

afterAll(async () => {
  await running?.stop();
  await folder?.remove();
});

function edi(path: string, key = 'a-key-for-edi-partners-1'): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise(resolve => {
    const env = { ...process.env, ONEBASKET_API_KEY: key };
    execFile(
      process.execPath,
      [COMMAND, 'edi', 'import', path, '--channel', 'acme', '--url', running.url],
      { env },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

it('orders of an inbox are taken in once, in the one model, and every file is answered', async () => {
  const inbox = join(folder.path, 'inbox');
  await mkdir(inbox);
  await writeFile(join(inbox, '1.x12'), x12('PO-1', '3'));
  await writeFile(join(inbox, '2.edi'), ORDERS);
  await writeFile(join(inbox, '3.x12'), x12('PO-3', 'three'));
  const first = await edi(inbox);
  expect(first.code).toBe(1);
  expect(first.output).toContain('3.x12: message 0001 refused: segment 7 PO1 element 2: PO1: three is no amount');
  expect((await readdir(inbox)).sort()).toEqual(['1.x12.997', '2.edi.contrl', '3.x12.997', 'imported', 'refused']);
  expect(await readdir(join(inbox, 'imported'))).toEqual(['1.x12', '2.edi']);
  expect(await readFile(join(inbox, '1.x12.997'), 'utf8')).toContain('AK5*A~');
  expect(await readFile(join(inbox, '2.edi.contrl'), 'utf8')).toContain("UCM+1+ORDERS:D:96A:UN+7'");
  expect(await readFile(join(inbox, '3.x12.997'), 'utf8')).toContain('AK3*PO1*7**8~\nAK4*2**7*three~');

  const again = await edi(join(inbox, 'imported', '1.x12'));
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('stands already') as string });
  const changed = join(folder.path, 'changed.x12');
  await writeFile(changed, x12('PO-1', '4'));
  expect(await edi(changed)).toMatchObject({ code: 1, output: expect.stringContaining('another order was taken in as PO-1') as string });
  expect(await readFile(`${changed}.997`, 'utf8')).toContain('AK5*R*5~');

  const signedIn = await ask<{ signIn: { accessToken: string } }>(
    running.url,
    'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
  );
  const { data } = await ask<{ orders: { nodes: readonly { parts: readonly { externalId: string }[] }[] } }>(
    running.url,
    `{ orders { nodes { origin status total { amount currency } contact { name } address { city country } payment { status captured { amount } }
       parts { status externalId channel { id } lines { title quantity unitPrice { amount } } } } } }`,
    {},
    { authorization: `Bearer ${signedIn.data.signIn.accessToken}` },
  );
  const orders = [...data.orders.nodes].sort((a, b) => (a.parts[0]?.externalId ?? '').localeCompare(b.parts[0]?.externalId ?? ''));
  expect(orders).toMatchObject([
    { origin: 'CHANNEL', status: 'PLACED', total: { amount: '8.10', currency: 'EUR' }, parts: [{ externalId: 'E-9' }] },
    {
      origin: 'CHANNEL',
      status: 'PLACED',
      total: { amount: '37.50', currency: 'USD' },
      contact: { name: 'Ann Smith' },
      address: { city: 'Springfield', country: 'US' },
      payment: { status: 'NONE', captured: { amount: '0.00' } },
      parts: [
        { externalId: 'PO-1', channel: { id: 'acme' }, lines: [{ title: 'Desk lamp', quantity: 3, unitPrice: { amount: '12.50' } }] },
      ],
    },
  ]);
  expect(orders).toHaveLength(2);
});
