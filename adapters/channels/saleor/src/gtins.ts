import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { listIn, recordIn } from './wire.ts';

/** Where shops keep it, as Saleor has no field for it. */
const USUAL_NAMES: readonly string[] = ['gtin', 'ean', 'gtin13', 'ean13', 'gtin14', 'upc', 'barcode', 'isbn'];

/** From the variant's metadata or attributes; from the product's only where it is the product's single variant that is asked about, which nobody can know. */
export function gtinsOf(variant: WireRecord, product: WireRecord, field: string | undefined): readonly string[] {
  const names = field === undefined ? USUAL_NAMES : [field.toLowerCase()];
  const own = valueOf(variant, names);
  // A name that was configured is meant, wherever it stands.
  const found = own ?? (field === undefined ? undefined : valueOf(product, names));
  return found === undefined ? [] : [found];
}

function valueOf(owner: WireRecord, names: readonly string[]): string | undefined {
  const pairs = [
    ...listIn(owner['metadata']).map(({ key, value }) => ({ name: textIn(key), value: textIn(value) })),
    ...listIn(owner['attributes']).map(({ attribute, values }) => ({
      name: textIn(recordIn(attribute)?.['slug']),
      value: textIn(listIn(values)[0]?.['name']),
    })),
  ];
  for (const name of names) {
    const value = pairs.find(pair => pair.name?.toLowerCase() === name)?.value;
    if (value !== undefined) return value.trim();
  }
  return undefined;
}
