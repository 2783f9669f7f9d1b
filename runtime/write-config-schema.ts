/** Writes `schema/config.schema.json` for editors: `# yaml-language-server: $schema=…/config.schema.json`. A test fails when it is out of date. */
import { writeFileSync } from 'node:fs';
import { configSchema } from './src/config/index.ts';

const schema = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'OneBasket configuration', ...configSchema };
writeFileSync(new URL('../schema/config.schema.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
