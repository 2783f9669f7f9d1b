import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder } from './support/workspace.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(process.env['CI'] !== 'true' && !existsSync(CHROMIUM))('GraphiQL in a browser (needs Debian’s chromium)', () => {
  it('works offline: it asks nobody but us, runs a query and shows the answer', async () => {
    const folder = await temporaryFolder();
    const running = await startInProcess({ storage: { url: `sqlite:${folder.path}` }, payments: [INVOICE] });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const page = await browser.newPage();
      const strangers: string[] = [];
      const failures: string[] = [];
      page.on('request', request => {
        if (!request.url().startsWith(new URL(running.url).origin) && !/^(data|blob):/.test(request.url())) strangers.push(request.url());
      });
      page.on('pageerror', error => failures.push(error.message));
      await page.goto(`${running.url}?query=${encodeURIComponent('{ paymentMethods { id name } }')}`);
      await page.getByRole('button', { name: /execute/i }).click();
      await page.getByText('"name": "Invoice"').waitFor();
      expect(strangers).toEqual([]);
      expect(failures).toEqual([]);
    } finally {
      await browser.close();
      await running.stop();
      await folder.remove();
    }
  });
});
