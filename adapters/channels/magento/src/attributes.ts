import { decodeEntities, htmlToText, known, textIn, type Attribute, type WireRecord } from '@onebasket/adapter-sdk';
import { recordAt, recordsAt } from './wire.ts';

/** What `custom_attributesV2` and the product's own fields say beside what has a field of its own. */
export interface CustomAttributes {
  readonly gtins: readonly string[];
  readonly brand?: string;
  readonly attributes: readonly Attribute[];
}

/** Attributes that are told elsewhere, or that say how a page looks. */
const NOT_FACTS =
  /^(name|sku|price|special_.*|description|short_description|url_.*|meta_.*|.*image.*|thumbnail|tax_class_id|options_container|.*_layout.*|page_layout|gift_message_available|status|visibility|quantity_and_stock_status|category_ids|required_options|has_options|msrp_.*|swatch_image|.*_(page|design).*)$/;

/** Reads them all. `gtinAttribute` and `brandAttribute` are the merchant's codes; GTINs come as sent. */
export function customAttributes(
  wire: WireRecord,
  { gtinAttribute, brandAttribute = 'manufacturer' }: { readonly gtinAttribute?: string; readonly brandAttribute?: string },
): CustomAttributes {
  const values = new Map<string, string>();
  for (const item of recordsAt(recordAt(wire, 'custom_attributesV2'), 'items')) {
    const code = textIn(item['code']);
    const value = valueOf(item);
    if (code !== undefined && value !== undefined) values.set(code, value);
  }
  const gtin = gtinAttribute === undefined ? undefined : (values.get(gtinAttribute) ?? textIn(wire[gtinAttribute]));
  const told = new Set([gtinAttribute, brandAttribute]);
  return {
    gtins: gtin === undefined ? [] : [gtin],
    ...known({ brand: values.get(brandAttribute) }),
    attributes: [...values]
      .filter(([code]) => !told.has(code) && !NOT_FACTS.test(code))
      .map(([code, value]) => ({ name: nameOf(code), value })),
  };
}

/** Chosen options by their labels, anything else by its value in plain text. */
function valueOf(item: WireRecord): string | undefined {
  const labels = recordsAt(item, 'selected_options').flatMap(option => textIn(option['label']) ?? []);
  const text = labels.length > 0 ? labels.join(', ') : textIn(item['value']);
  return (text === undefined ? undefined : decodeEntities(htmlToText(text))) || undefined;
}

/** The label is not among what can be asked for: "eco_collection" reads "Eco collection". */
function nameOf(code: string): string {
  const words = code.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
