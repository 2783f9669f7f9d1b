export { openVault, VaultError, type Vault, type VaultKey } from './vault.ts';
