import { describe, expect, it } from 'vitest';
import { openVault, VaultError } from '../src/vault/index.ts';

const keys = { derive: (purpose: string) => new Uint8Array(Buffer.alloc(32, purpose)) };
const vault = openVault(keys);

describe('the vault', () => {
  it('gives back what it sealed, and seals the same text differently each time', () => {
    const [one, two] = [vault.seal('令牌 token', 'a'), vault.seal('令牌 token', 'a')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('token');
    expect([vault.open(one, 'a'), vault.open(two, 'a')]).toEqual(['令牌 token', '令牌 token']);
  });

  it('opens nothing that was changed, moved, or never sealed', () => {
    const sealed = vault.seal('token', 'a');
    const at = sealed.lastIndexOf('.') + 3;
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    for (const [text, place] of [
      [sealed, 'b'],
      [changed, 'a'],
      ['token', 'a'],
      ['v1.own.a.b', 'a'],
      ['', 'a'],
    ] as const)
      expect(() => vault.open(text, place)).toThrow(VaultError);
  });

  it('rotates: the first key seals, older ones and the own one still open, and a seal names its key', () => {
    const before = vault.seal('kept', 'a');
    const first = openVault(keys, [{ id: 'k1', key: 'one' }]);
    const between = first.seal('kept', 'a');
    const second = openVault(keys, [
      { id: 'k2', key: 'two' },
      { id: 'k1', key: 'one' },
    ]);
    expect([before, between].map(sealed => second.open(sealed, 'a'))).toEqual(['kept', 'kept']);
    expect([before, between, second.seal('kept', 'a')].map(sealed => second.keyIdOf(sealed))).toEqual(['own', 'k1', 'k2']);
    expect(() => first.open(second.seal('kept', 'a'), 'a')).toThrow('the key "k2" is not configured');
  });
});
