/** Is this one of Saleor's ids, of this type? They are `Type:key` in base64; asking for anything else is an error to the shop, not "not found". */
export function isIdOf(type: 'Order' | 'ProductVariant', id: string): boolean {
  return /^[\w+/-]+=*$/.test(id) && Buffer.from(id, 'base64').toString('utf8').startsWith(`${type}:`);
}
