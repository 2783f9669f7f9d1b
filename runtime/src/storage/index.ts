export { ChangeContended, DocumentInvalid, DocumentTooNew, KeyError, StorageClosed, StorageInUse, StorageReadOnly } from './errors.ts';
export { openStorage } from './open.ts';
export type { Collection, CollectionSpec, Cursor, Doc, Key, Range, Storage, StorageProvider } from './port.ts';
