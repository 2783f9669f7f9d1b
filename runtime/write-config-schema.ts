/** Writes `schema/config.schema.json` for editors: `# yaml-language-server: $schema=…/config.schema.json`. A test fails when it is out of date. */
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from './src/config/index.ts';

writeFileSync(new URL('../schema/config.schema.json', import.meta.url), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
