import { AdapterError, currency, money } from '@onebasket/core';
import type { Call, Capabilities, ChannelListing, FeedPage, VendorEvent, WebhookReply } from '@onebasket/adapter-sdk';
import type { Ability, HealthNews, RegisteredConnection, Registry } from '@onebasket/adapter-registry';

/** A listing with everything left out that is not named. */
export function listing(
  externalId: string,
  title: string,
  more: Partial<ChannelListing> & { readonly amount?: number; readonly in?: string } = {},
): ChannelListing {
  const { amount, in: code = 'USD', ...rest } = more;
  return {
    externalId,
    title,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    availability: 'IN_STOCK',
    purchasable: true,
    ...(amount === undefined ? {} : { price: money(amount, currency(code)) }),
    ...rest,
  };
}

/** A channel without a vendor: abilities over a list in memory, with every call counted. */
export class Shop implements RegisteredConnection {
  readonly kind = 'channel' as const;
  readonly hasVendor = true;
  readonly orderMode = undefined;
  readonly carrierNames = [];
  readonly calls: string[] = [];
  /** Ids that the next feed page will name as gone. */
  gone: string[] = [];
  /** When set, the page with this number fails. */
  failAtPage: number | undefined;
  searchDelayMs = 0;
  paused = false;
  readonly id: string;
  readonly name: string;
  items: ChannelListing[];
  private readonly abilities: readonly Ability[];
  private readonly pageSize: number;
  private changed: ChannelListing[] = [];

  constructor(
    id: string,
    items: readonly ChannelListing[],
    options: { readonly abilities?: readonly Ability[]; readonly pageSize?: number } = {},
  ) {
    this.id = id;
    this.name = `Shop ${id}`;
    this.items = [...items];
    this.abilities = options.abilities ?? ['feed', 'listings'];
    this.pageSize = options.pageSize ?? 100;
  }

  /** The listing changes at the shop; the next incremental page will say so. */
  change(item: ChannelListing): void {
    this.items = [...this.items.filter(each => each.externalId !== item.externalId), item];
    this.changed.push(item);
  }

  readonly capabilities: Capabilities = {
    feed: { pull: async cursor => this.pull(cursor) },
    search: {
      search: async ({ text }) => {
        await new Promise(resolve => setTimeout(resolve, this.searchDelayMs));
        return { items: this.items.filter(item => item.title.toLowerCase().includes(text.toLowerCase())) };
      },
    },
    listings: { getListings: async ids => ids.map(id => this.items.find(item => item.externalId === id)) },
  };

  private pull(cursor: string | undefined): FeedPage {
    const at = Number(cursor ?? 0);
    if (this.failAtPage === at / this.pageSize)
      throw new AdapterError('unavailable', { outcome: 'not-done', message: `${this.id}: GET /products answered 503` });
    if (at >= this.items.length) {
      const page: FeedPage = { listings: this.changed, gone: this.gone, cursor: String(this.items.length), more: false };
      this.changed = [];
      this.gone = [];
      return page;
    }
    const next = at + this.pageSize;
    return {
      listings: this.items.slice(at, next),
      gone: [],
      cursor: String(Math.min(next, this.items.length)),
      more: next < this.items.length,
      total: this.items.length,
    };
  }

  get adapter(): RegisteredConnection['adapter'] {
    return { manifest: undefined as never, capabilities: this.capabilities };
  }
  has(ability: Ability): boolean {
    return this.abilities.includes(ability);
  }
  async run<A extends Ability, R>(ability: A, work: (it: NonNullable<Capabilities[A]>, call: Call) => Promise<R>): Promise<R> {
    this.calls.push(ability);
    return work(this.capabilities[ability] as NonNullable<Capabilities[A]>, {} as Call);
  }
  async verifyWebhook(): Promise<boolean> {
    return true;
  }

  healthNews(): HealthNews {
    return { calls: 0, failures: 0, p95Ms: null, openForMs: { read: 0, write: 0 } };
  }

  hearHealthNews(): void {}

  setCredentials(): void {}

  onUnauthorized(): () => void {
    return () => undefined;
  }

  onCircuitOpened(): () => void {
    return () => undefined;
  }

  async parseWebhook(): Promise<readonly VendorEvent[]> {
    return [];
  }

  async webhookReply(accepted: boolean): Promise<WebhookReply> {
    return { status: accepted ? 200 : 401, headers: {}, body: '' };
  }

  async handshake(): Promise<undefined> {}

  async recognises(): Promise<boolean> {
    return false;
  }
  describe(): ReturnType<RegisteredConnection['describe']> {
    return {
      id: this.id,
      name: this.name,
      kind: 'SHOP',
      country: null,
      currency: null,
      capabilities: this.abilities.map(name => ({ name, mode: null, conformance: null })),
      health: { state: this.paused ? 'PAUSED' : 'UP', errorRate: 0, p95Ms: null, budgetLeft: null },
    };
  }
  noteCurrency(): void {}
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
}

export function registryOf(shops: readonly Shop[]): Registry {
  const find = (id: string): Shop | undefined => shops.find(shop => shop.id === id);
  return {
    channels: () => shops,
    carriers: () => [],
    payments: () => [],
    channel: find,
    carrier: () => undefined,
    payment: () => undefined,
    connection: find,
    close: async () => undefined,
  };
}
