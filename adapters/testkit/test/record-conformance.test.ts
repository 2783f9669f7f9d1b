import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { recordConformance } from '@onebasket/adapter-testkit';
import { CONTRACT_VERSION, type Ability } from '@onebasket/adapter-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Check } from '../src/check.ts';
import { goodResult, kitVersion, lasting, packageVersion, readConformance } from '../src/record-conformance.ts';
import { cornerShop } from './support/corner-shop.ts';

const check = (ability: Ability, name: string): Check => ({ name, ability, wants: '', section: '', run: () => Promise.resolve() });
const checks = [check('search', 'search/pages'), check('health', 'health/says-how-it-is'), check('search', 'faults/slow/search')];
const waived = [{ check: 'search/pages', reason: 'The vendor answers one page and has no cursor.' }];
const day = { version: '1.2.3', kit: '0.9.1', date: new Date('2026-11-25T23:59:00Z') };

describe('a result', () => {
  it('says what was tested, when, by which kit, and for each ability how many checks passed and which were waived', () => {
    expect(goodResult(cornerShop, checks, waived, day)).toEqual({
      adapter: 'corner-shop',
      version: '1.2.3',
      contract: CONTRACT_VERSION,
      kit: '0.9.1',
      date: '2026-11-25',
      abilities: { health: { passed: 1, waived: [] }, search: { passed: 1, waived: ['search/pages'] } },
      passed: ['faults/slow/search', 'health/says-how-it-is', 'search/pages'].filter(name => name !== 'search/pages'),
      waived,
    });
  });

  it('gives no pass to an ability of which every check was waived', () => {
    const { abilities } = goodResult(cornerShop, checks.slice(0, 2), waived, day);
    expect(Object.keys(abilities)).toEqual(['health']);
  });

  it('is the same on another day, with other versions', () => {
    const now = goodResult(cornerShop, checks, waived, day);
    expect(lasting({ ...now, version: '9.0.0', kit: '9.0.0', date: '2030-01-01' })).toEqual(lasting(now));
    expect(lasting(goodResult(cornerShop, checks, [], day))).not.toEqual(lasting(now));
  });

  it('comes back from its file, which lies beside the package.json that names its version', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = pathToFileURL(join(folder, 'conformance.json'));
    expect(await readConformance(file)).toBeUndefined();
    await writeFile(join(folder, 'package.json'), '{"version":"3.1.4"}');
    const result = goodResult(cornerShop, checks, waived, { version: await packageVersion(file), kit: await kitVersion() });
    await recordConformance(file, result);
    expect([result.version, result.kit]).toEqual(['3.1.4', expect.stringMatching(/^\d+\.\d+\.\d+/)]);
    expect(await readConformance(file)).toEqual(result);
    expect(await readFile(file, 'utf8')).toMatch(/^\{\n {2}"adapter": "corner-shop",\n/);
  });
});
