/** A document that may not be written: a defect of the caller, with the place in the document. Nothing was stored. */
export class DocumentInvalid extends Error {
  override readonly name = 'DocumentInvalid';
  readonly collection: string;
  /** JSON pointer of the first offending member; empty for the whole document. */
  readonly path: string;

  constructor(collection: string, path: string, problem: string) {
    super(`${collection}${path}: ${problem}`);
    this.collection = collection;
    this.path = path;
  }
}

/** An index, key, range or cursor that cannot be used: the collection does not declare it, or it does not belong to it. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** The store holds a document written by newer code; reading it with older code could lose what it does not know. */
export class DocumentTooNew extends Error {
  override readonly name = 'DocumentTooNew';
}

/** `change` lost against other writers so often that it gave up; nothing of it was stored. */
export class ChangeContended extends Error {
  override readonly name = 'ChangeContended';
}

/** Another process has this storage folder open; SQLite storage means one process. */
export class StorageInUse extends Error {
  override readonly name = 'StorageInUse';
}

/** It was opened for reading, and this would have changed it. */
export class StorageReadOnly extends Error {
  override readonly name = 'StorageReadOnly';
}

/** The storage was closed, by its owner or by the end of its writer; whether a write under way happened is unknown. */
export class StorageClosed extends Error {
  override readonly name = 'StorageClosed';
}
