import type { Registry } from '@onebasket/adapter-registry';
import { SHIPMENT_STATUSES, type ShipmentStatus } from '@onebasket/adapter-sdk';
import type { Clock } from '@onebasket/core';
import type { GraphClient } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex } from '../order/order-doc.ts';
import { Asker } from './ask.ts';
import { compareAll, type ComparedThing } from './compare-all.ts';
import type { HeldParcel } from './compare-parcels.ts';
import type { Difference, DifferenceKind, Subject } from './difference.ts';
import type { ReconciliationReport } from './report.ts';

export interface ReconcileDeps {
  /** Only read. */
  readonly collection: Pick<Collection<OrderDoc, OrderIndex>, 'get' | 'find'>;
  readonly registry: Registry;
  /** Asked for parcels. */
  readonly graph: GraphClient;
  readonly clock: Clock;
}

export interface ReconcileOptions {
  readonly since: string;
  readonly until?: string;
  readonly signal: AbortSignal;
  /** Differences that are listed; all are counted. */
  readonly mostListed: number;
  /** Called after every page of orders. */
  readonly onPage?: () => Promise<void>;
}

const PAGE = 50;
const AT_ONCE = 8;

/** Compares orders, payments and parcels with what channels, providers and carriers say. Changes nothing, here or there. */
export async function reconcile(deps: ReconcileDeps, options: ReconcileOptions): Promise<ReconciliationReport> {
  const { collection, registry, clock } = deps;
  const { since, until = clock.now().toISOString(), signal, onPage } = options;
  const startedAt = clock.now().toISOString();
  const asker = new Asker(registry, signal);
  const tally = new Tally(options.mostListed);
  let after: string | undefined;
  do {
    const page = await collection.find({
      index: 'all',
      prefix: [],
      from: [new Date(since).toISOString()],
      below: [new Date(until).toISOString()],
      limit: PAGE,
      ...(after ? { after } : {}),
    });
    for (let at = 0; at < page.docs.length; at += AT_ONCE) {
      const some = page.docs.slice(at, at + AT_ONCE);
      const things = await Promise.all(some.map(doc => compareStanding(deps, doc, asker, signal)));
      for (const [n, doc] of some.entries()) tally.add(doc, things[n] ?? []);
    }
    after = page.next;
    await onPage?.();
  } while (after !== undefined);
  return tally.report({ startedAt, endedAt: clock.now().toISOString(), since, until });
}

/** What differs may have been changed while it was asked for: then once more, from how it stands now. */
async function compareStanding(
  { collection, graph }: ReconcileDeps,
  doc: OrderDoc,
  asker: Asker,
  signal: AbortSignal,
): Promise<readonly ComparedThing[]> {
  const first = await compareAll(doc, await parcelsOf(graph, doc, signal), asker);
  if (!first.some(({ compared }) => compared.status === 'compared' && compared.findings.length > 0)) return first;
  const now = await collection.get(doc._id);
  return now && now.v !== doc.v ? compareAll(now, await parcelsOf(graph, now, signal), asker) : first;
}

const PARCELS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChannelOrder {
  id shipments { trackingNumber status carrier { id } } } } }`;

interface TellsParcels {
  readonly _entities: readonly ({
    readonly id: string;
    readonly shipments: readonly {
      readonly trackingNumber: string;
      readonly status: string;
      readonly carrier: { readonly id: string };
    }[];
  } | null)[];
}

/** The parcels of an order as they are followed. Of an order without parcels nobody is asked. */
async function parcelsOf(graph: GraphClient, doc: OrderDoc, signal: AbortSignal): Promise<readonly HeldParcel[]> {
  const parts = doc.parts.filter(part => part.fulfilments.some(one => one.trackingNumber));
  if (parts.length === 0) return [];
  const of = parts.map(part => ({ __typename: 'ChannelOrder', id: `${doc._id}.${part.id}`, grant: '' }));
  const { _entities } = await graph.query<TellsParcels>('shipments', PARCELS, { of }, { signal });
  return _entities.flatMap(entity =>
    (entity?.shipments ?? []).map(({ trackingNumber, status, carrier }) => ({
      partId: entity?.id.split('.').at(-1) ?? '',
      trackingNumber,
      status: isStatus(status) ? status : 'UNKNOWN',
      carrierId: carrier.id,
    })),
  );
}

function isStatus(text: string): text is ShipmentStatus {
  return (SHIPMENT_STATUSES as readonly string[]).includes(text);
}

/** Counts what was compared. */
class Tally {
  readonly #mostListed: number;
  readonly #compared: Record<Subject, number> = { order: 0, payment: 0, parcel: 0 };
  readonly #notCompared = new Map<string, number>();
  readonly #counts = new Map<DifferenceKind, number>();
  readonly #differences: Difference[] = [];
  #orders = 0;
  #agreeing = 0;
  #underWay = 0;

  constructor(mostListed: number) {
    this.#mostListed = mostListed;
  }

  add(doc: OrderDoc, things: readonly ComparedThing[]): void {
    this.#orders++;
    for (const { compared, ...about } of things) {
      if (compared.status === 'under-way') this.#underWay++;
      else if (compared.status === 'not-comparable')
        this.#notCompared.set(compared.reason, (this.#notCompared.get(compared.reason) ?? 0) + 1);
      else {
        this.#compared[about.subject]++;
        if (compared.findings.length === 0) this.#agreeing++;
        for (const finding of compared.findings) this.#list({ orderId: doc._id, orderNumber: doc.number, ...about, ...finding });
      }
    }
  }

  #list(difference: Difference): void {
    this.#counts.set(difference.kind, (this.#counts.get(difference.kind) ?? 0) + 1);
    if (this.#differences.length < this.#mostListed) this.#differences.push(difference);
  }

  report(when: Pick<ReconciliationReport, 'startedAt' | 'endedAt' | 'since' | 'until'>): ReconciliationReport {
    const counts = [...this.#counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
    return {
      ...when,
      orders: this.#orders,
      compared: this.#compared,
      agreeing: this.#agreeing,
      underWay: this.#underWay,
      notCompared: [...this.#notCompared].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
      counts,
      differences: this.#differences,
      leftOff: counts.reduce((total, { count }) => total + count, 0) - this.#differences.length,
    };
  }
}
