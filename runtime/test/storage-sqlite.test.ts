import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeStorageContract } from './storage-contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'onebasket-storage-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describeStorageContract('SQLite', async () => `sqlite:${join(folder, 'data')}`);
