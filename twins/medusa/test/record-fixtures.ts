// Records a real shop's answers anew: `node twins/medusa/test/record-fixtures.ts`. The diff shows what has changed there. Everyone in it is invented.
import { writeFile } from 'node:fs/promises';
import { startMedusa } from '../../../test-servers/medusa/start.ts';
import { playScenario } from './scenario.ts';

const shop = await startMedusa();
try {
  const answers = await playScenario(shop);
  const told = JSON.stringify(answers, null, 1).replaceAll(shop.publishableKey, 'pk_recorded').replaceAll(shop.adminKey, 'sk_recorded');
  await writeFile(new URL('./fixtures/shop.json', import.meta.url), `${told}\n`);
} finally {
  await shop.stop();
}
