import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';

const plain = (name: string) => name.toLowerCase().replace(/[\s._-]/g, '');

/** The connected carrier that a channel means by this name ("SF Express", "顺丰速运"). */
export function carrierByName(registry: Registry, name: string | undefined): RegisteredConnection | undefined {
  if (!name) return undefined;
  const wanted = plain(name);
  return registry.carriers().find(carrier => {
    const names = [carrier.id, carrier.name, ...carrier.carrierNames].map(plain);
    return names.some(
      known =>
        known === wanted || (known.length > 2 && wanted.startsWith(known)) || (/[\u4e00-\u9fff]/.test(known) && wanted.includes(known)),
    );
  });
}

/** The connected carriers whose numbers look like this one. */
export async function carriersByNumber(registry: Registry, trackingNumber: string): Promise<readonly RegisteredConnection[]> {
  const carriers = registry.carriers();
  const known = await Promise.all(carriers.map(carrier => carrier.recognises(trackingNumber)));
  return carriers.filter((_, at) => known[at]);
}
