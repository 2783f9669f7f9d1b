import { textIn, type Call, type ChannelListing } from '@onebasket/adapter-sdk';
import { INVENTORY_ITEMS } from './admin-documents.ts';
import { askAdmin, askStorefront, hasAdmin } from './client.ts';
import { contextOf, sizesOf } from './context.ts';
import { unusable } from './errors.ts';
import { gidIn } from './gid.ts';
import { toListing } from './product.ts';
import { NODES } from './storefront-documents.ts';
import { fieldsOf, isObject, listIn } from './wire.ts';

/**
 * Variants by id, a hundred at a time. What webhooks name is understood too: a product stands for its first variant that can be bought, an inventory
 * item (with the Admin API) for the variant that it counts.
 */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const nodeIds = await nodeIdsOf(externalIds, call);
  const found = await readNodes([...new Set(nodeIds.values())], call);
  return externalIds.map(id => {
    const nodeId = nodeIds.get(id);
    const listing = nodeId === undefined ? undefined : found.get(nodeId);
    // A variant keeps the id by which it was asked for, a bare number too.
    return listing && gidIn(id, 'ProductVariant') !== undefined ? { ...listing, externalId: id } : listing;
  });
}

/** What the Storefront API can be asked for, by what was asked. */
async function nodeIdsOf(externalIds: readonly string[], call: Call): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const items: string[] = [];
  for (const id of externalIds) {
    const node = gidIn(id, 'ProductVariant') ?? gidIn(id, 'Product');
    if (node !== undefined) ids.set(id, node);
    else if (gidIn(id, 'InventoryItem') !== undefined) items.push(id);
  }
  if (items.length === 0 || !hasAdmin(call)) return ids;
  const operation = {
    label: 'inventory items',
    document: INVENTORY_ITEMS,
    variables: { ids: items },
    effect: 'read',
    cost: 3 * items.length,
  } as const;
  const { data } = await askAdmin(operation, call);
  for (const node of Array.isArray(data['nodes']) ? data['nodes'] : []) {
    const [item, variant] = [
      gidIn(fieldsOf(node)['id'], 'InventoryItem'),
      gidIn(listIn(fieldsOf(node)['variants'])[0]?.['id'], 'ProductVariant'),
    ];
    if (item !== undefined && variant !== undefined) ids.set(item, variant);
  }
  return ids;
}

async function readNodes(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, ChannelListing>> {
  const found = new Map<string, ChannelListing>();
  const { ids: size } = sizesOf(call);
  for (let from = 0; from < ids.length; from += size) {
    const some = ids.slice(from, from + size);
    const variables = { ids: some, ...contextOf(call) };
    const { data, digest } = await askStorefront({ label: 'listings', document: NODES, variables, effect: 'read' }, call);
    const { nodes } = data;
    if (!Array.isArray(nodes)) throw unusable('was answered without nodes', { label: 'listings', effect: 'read' });
    for (const [at, node] of nodes.entries()) {
      if (!isObject(node)) continue;
      const raw = { digest, pointer: `/data/nodes/${at}` };
      const variant = node['selectedOrFirstAvailableVariant'];
      const listing = isObject(variant) ? toListing(variant, node, { raw }) : toListing(node, undefined, { raw });
      const id = gidIn(node['id'], 'ProductVariant') ?? gidIn(node['id'], 'Product') ?? textIn(some[at]);
      if (listing && id !== undefined) found.set(id, listing);
    }
  }
  return found;
}
