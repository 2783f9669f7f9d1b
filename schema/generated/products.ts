import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RequestContext } from '@onebasket/runtime';
import type { Resolved } from '@onebasket/schema/resolved';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** ISO 3166-1 alpha-2. */
  CountryCode: { input: string; output: string; }
  /** ISO 4217. */
  CurrencyCode: { input: string; output: string; }
  /** RFC 3339 with offset. */
  DateTime: { input: string; output: string; }
  /** Exact decimal as a string, never a float: "5999.00". */
  Decimal: { input: string; output: string; }
  /** Absolute http or https address. */
  URL: { input: string; output: string; }
};

/** A named property as the channel states it. */
export type Attribute = {
  __typename?: 'Attribute';
  name: Scalars['String']['output'];
  unit?: Maybe<Scalars['String']['output']>;
  value: Scalars['String']['output'];
};

/** An attribute that equals one of the values, or lies between two numbers in a unit. */
export type AttributeFilter = {
  equals?: InputMaybe<Array<Scalars['String']['input']>>;
  max?: InputMaybe<Scalars['Decimal']['input']>;
  min?: InputMaybe<Scalars['Decimal']['input']>;
  name: Scalars['String']['input'];
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** Whether the item can be had. UNKNOWN where the channel does not say. */
export type Availability =
  | 'BACKORDER'
  | 'IN_STOCK'
  | 'LOW_STOCK'
  | 'OUT_OF_STOCK'
  | 'PREORDER'
  | 'UNKNOWN';

/** A capability that the channel's adapter declares and has passed the conformance kit for. */
export type Capability = {
  __typename?: 'Capability';
  /** Version of the kit it passed. */
  conformance?: Maybe<Scalars['String']['output']>;
  /** For orders: native or handoff. */
  mode?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
};

/** A place in the merged category tree. */
export type Category = {
  __typename?: 'Category';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** From the root to this category, by name. */
  path: Array<Scalars['String']['output']>;
};

/** A connected account that sells. */
export type Channel = {
  __typename?: 'Channel';
  /** What can be done there. */
  capabilities: Array<Capability>;
  /** In which it sells; null where that differs by listing. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** As the calls of the last minutes went. */
  health: ChannelHealth;
  id: Scalars['ID']['output'];
  /** What sort of seller stands behind it. */
  kind: ChannelKind;
  name: Scalars['String']['output'];
};

/** How one channel answered one question. */
export type ChannelAnswer = {
  __typename?: 'ChannelAnswer';
  channel: Channel;
  /** Items it contributed. */
  count: Scalars['Int']['output'];
  elapsedMs: Scalars['Int']['output'];
  error?: Maybe<ChannelError>;
  status: ChannelAnswerStatus;
};

/** Answered now, answered from the cache, late, failed, or not asked. */
export type ChannelAnswerStatus =
  | 'ANSWERED'
  | 'CACHED'
  | 'FAILED'
  | 'SKIPPED'
  | 'TIMED_OUT';

/** Why a channel gave no usable answer. */
export type ChannelError = {
  __typename?: 'ChannelError';
  code: ChannelErrorCode;
  message: Scalars['String']['output'];
  retryAfterMs?: Maybe<Scalars['Int']['output']>;
};

/** Kinds of failure, the same for every channel. */
export type ChannelErrorCode =
  | 'INVALID_RESPONSE'
  | 'MISCONFIGURED'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'UNAUTHORIZED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED';

/** How calls to a connection went lately. */
export type ChannelHealth = {
  __typename?: 'ChannelHealth';
  /** Share of the upstream's request budget that is left, 0 to 1; null where there is none. */
  budgetLeft?: Maybe<Scalars['Float']['output']>;
  /** 0 to 1. */
  errorRate: Scalars['Float']['output'];
  p95Ms?: Maybe<Scalars['Int']['output']>;
  state: ChannelState;
};

/** What sort of seller a channel is. */
export type ChannelKind =
  | 'AFFILIATE'
  | 'MARKETPLACE'
  | 'PROTOCOL'
  | 'SANDBOX'
  | 'SHOP';

/** Whether a connection is called, and how it answers. */
export type ChannelState =
  | 'DEGRADED'
  | 'DOWN'
  | 'OPEN_CIRCUIT'
  | 'PAUSED'
  | 'UP';

/** One attribute across the products compared, one value per product in their order; null where unknown. */
export type ComparisonRow = {
  __typename?: 'ComparisonRow';
  name: Scalars['String']['output'];
  values: Array<Maybe<Scalars['String']['output']>>;
  verdict: ComparisonVerdict;
};

/** Whether the values of a row agree. */
export type ComparisonVerdict =
  | 'DIFFERS'
  | 'SAME'
  | 'UNKNOWN';

/** A property by which results can be narrowed. */
export type Facet = {
  __typename?: 'Facet';
  name: Scalars['String']['output'];
  values: Array<FacetValue>;
};

/** One value of a facet and how many results have it. */
export type FacetValue = {
  __typename?: 'FacetValue';
  count: Scalars['Int']['output'];
  value: Scalars['String']['output'];
};

/** A picture. */
export type Image = {
  __typename?: 'Image';
  alt?: Maybe<Scalars['String']['output']>;
  url: Scalars['URL']['output'];
};

/** A price as the index saw it. */
export type IndexedPrice = {
  __typename?: 'IndexedPrice';
  channel: Channel;
  money: Money;
  observedAt: Scalars['DateTime']['output'];
};

/** A price of one piece, and what kind of price it is. */
export type ListedPrice = {
  __typename?: 'ListedPrice';
  basis: PriceBasis;
  /** In the channel's words. */
  label?: Maybe<Scalars['String']['output']>;
  /** TIER: from so many pieces on. */
  minQuantity?: Maybe<Scalars['Int']['output']>;
  money: Money;
};

/** A promotion as its channel tells it. */
export type ListedPromotion = {
  __typename?: 'ListedPromotion';
  /** Is it in the selling price already? */
  appliedInPrice: Scalars['Boolean']['output'];
  /** Exclusive. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  kind: PromotionKind;
  /** In the channel's words. */
  label: Scalars['String']['output'];
  /** What it takes off where that is an amount. */
  off?: Maybe<Money>;
  /** What it takes off where that is a share: 15.5 leaves 84.5. */
  percentOff?: Maybe<Scalars['Decimal']['output']>;
  /** How many are left; null where the channel does not say. */
  remaining?: Maybe<Scalars['Int']['output']>;
  /** What must hold beside the threshold: claim, code, membership, new-customer, region, group, follow-shop, presale. */
  requires: Array<Scalars['String']['output']>;
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** What has to be reached; null where there is no threshold, or one of another kind. */
  threshold?: Maybe<Money>;
  /** Where it is claimed. */
  url?: Maybe<Scalars['URL']['output']>;
};

/** One item as one channel sells it (one sellable variant). id is stable and readable: <channel>:<external id>. */
export type Listing = {
  __typename?: 'Listing';
  attributes: Array<Attribute>;
  brand?: Maybe<Scalars['String']['output']>;
  channel: Channel;
  /** The selling price less the one best coupon anybody may use; null when no coupon counts. */
  couponedPrice?: Maybe<Money>;
  /** The channel's own id. */
  externalId: Scalars['String']['output'];
  /** As the channel states them, verified. */
  gtins: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  images: Array<Image>;
  /** Internal: the options that tell this variant from its siblings, for the copy that an order keeps. */
  internalOptions: Array<Attribute>;
  /** Internal: the last price seen in the index, one piece. */
  internalPrice?: Maybe<IndexedPrice>;
  /** Before sales; null when equal or unknown. */
  listPrice?: Maybe<Money>;
  /** Why this listing is held to be that product. */
  match?: Maybe<Match>;
  /** The platform's own final price, beside ours: it may include member, cart or multi-unit offers. */
  platformFinalPrice?: Maybe<ListedPrice>;
  /** Prices of one piece when it was last seen, each with what kind of price it is; the one that anyone pays first, if there is one. */
  prices: Array<ListedPrice>;
  /** The product it is held to be. */
  product?: Maybe<Product>;
  /** What takes something off, as the channel tells it. */
  promotions: Array<ListedPromotion>;
  provenance: Provenance;
  rating?: Maybe<Rating>;
  /** Units sold as the channel states it; null where the channel does not say. */
  salesVolume?: Maybe<Scalars['Int']['output']>;
  /** Who sells it there; null where the channel is its only seller. */
  seller?: Maybe<Seller>;
  title: Scalars['String']['output'];
  url?: Maybe<Scalars['URL']['output']>;
};

/** The judgement that joined a listing to its product. */
export type Match = {
  __typename?: 'Match';
  /** 0 to 1. */
  confidence: Scalars['Float']['output'];
  /** The facts that spoke for it, in words. */
  evidence: Array<Scalars['String']['output']>;
  method: MatchMethod;
};

/** What the judgement rests on: a shared GTIN, brand and model number, model number alone, a person, or nothing (alone in its product). */
export type MatchMethod =
  | 'BRAND_AND_MODEL'
  | 'GTIN'
  | 'MANUAL'
  | 'MODEL'
  | 'SINGLE';

/** Which products are one; the note is kept with the ruling. */
export type MergeProductsInput = {
  note: Scalars['String']['input'];
  productIds: Array<Scalars['ID']['input']>;
};

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Internal: a channel said that this listing (or its parent) changed; it is read again. */
  internalRefreshListing: Scalars['Boolean']['output'];
  /** Staff: these listings are one product, whatever matching thinks. Survives re-ingestion; the ids that go away lead to the one that stays. */
  mergeProducts: Product;
  /** Staff: this listing is a product of its own. */
  splitListing: Product;
};


export type MutationInternalRefreshListingArgs = {
  channelId: Scalars['ID']['input'];
  externalId: Scalars['ID']['input'];
};


export type MutationMergeProductsArgs = {
  input: MergeProductsInput;
};


export type MutationSplitListingArgs = {
  input: SplitListingInput;
};

/** Where a page ends (Relay). */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Give it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** Who pays a price, and when. */
export type PriceBasis =
  /** Agreed with this account. */
  | 'CONTRACT'
  /** Buyers who team up. */
  | 'GROUP'
  /** Members. */
  | 'MEMBER'
  /** What the platform works out after its own offers. */
  | 'PLATFORM_ESTIMATE'
  /** With a deposit first. */
  | 'PRESALE'
  /** Anyone, one piece. */
  | 'SELLING'
  /** From a quantity on. */
  | 'TIER';

/** One real-world product variant: the listings of all channels that are judged to be the same item. */
export type Product = {
  __typename?: 'Product';
  attributes: Array<Attribute>;
  brand?: Maybe<Scalars['String']['output']>;
  category?: Maybe<Category>;
  /** Products that fit or work with this one (a CPU for this board, a case for this phone), with the evidence in their match. */
  compatible: Array<Product>;
  description?: Maybe<Scalars['String']['output']>;
  /** Verified ones only. */
  gtins: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  images: Array<Image>;
  /** Every channel's item that is held to be this product. */
  listings: Array<Listing>;
  model?: Maybe<Scalars['String']['output']>;
  /** The lowest price in the index, one piece, without destination: cheap to ask for in lists; comparison tells what it really costs. */
  priceFrom?: Maybe<IndexedPrice>;
  /** Over all channels. */
  rating?: Maybe<Rating>;
  /** Other products that serve the same need, best first; `need` narrows it in words ("same size", "as fast", "cheaper"). */
  substitutes: Array<Product>;
  title: Scalars['String']['output'];
};


/** One real-world product variant: the listings of all channels that are judged to be the same item. */
export type ProductCompatibleArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  need?: InputMaybe<Scalars['String']['input']>;
};


/** One real-world product variant: the listings of all channels that are judged to be the same item. */
export type ProductSubstitutesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  need?: InputMaybe<Scalars['String']['input']>;
};

/** Attributes aligned: one row each, one cell per product, SAME, DIFFERS or UNKNOWN. */
export type ProductComparison = {
  __typename?: 'ProductComparison';
  products: Array<Product>;
  rows: Array<ComparisonRow>;
};

/** A page of search results (Relay). */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  /** One row per channel asked: answered, cached, timed out, failed; never silently missing. */
  channels: Array<ChannelAnswer>;
  /** Whether every channel asked has answered. */
  complete: Scalars['Boolean']['output'];
  edges: Array<ProductEdge>;
  /** Counts over all results, not only this page. */
  facets: Array<Facet>;
  nodes: Array<Product>;
  pageInfo: PageInfo;
};

/** score: 0 to 1, how well the product fits the whole need (every stated brand, model, size, number), comparable within one answer: 1 = exactly what was asked. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  cursor: Scalars['String']['output'];
  node: Product;
  score: Scalars['Float']['output'];
};

/** Kinds of promotion. */
export type PromotionKind =
  | 'COUPON'
  | 'FLASH_SALE'
  | 'GIFT'
  | 'ITEM_DISCOUNT'
  | 'MEMBER_PRICE'
  | 'MULTI_BUY'
  | 'OTHER'
  | 'POINTS'
  | 'SHIPPING'
  | 'THRESHOLD_OFF';

/** Where a value came from and how old it is. Every upstream value can be asked for it. */
export type Provenance = {
  __typename?: 'Provenance';
  /** Of the value when this answer was made. */
  ageMs: Scalars['Int']['output'];
  channel: Channel;
  observedAt: Scalars['DateTime']['output'];
  source: ProvenanceSource;
};

/** How a value reached us: asked for just now, kept from an earlier answer, from the search index, a feed, or a webhook. */
export type ProvenanceSource =
  | 'CACHE'
  | 'FEED'
  | 'INDEX'
  | 'LIVE'
  | 'WEBHOOK';

export type Query = {
  __typename?: 'Query';
  /** Attributes of several products aligned row by row. */
  compareProducts: ProductComparison;
  /** Internal: listings by id, in the order asked. */
  internalListings: Array<Maybe<Listing>>;
  /** Internal: products by id, in the order asked, for the subgraph that prices them. */
  internalProducts: Array<Maybe<Product>>;
  /** One item as one channel sells it. */
  listing?: Maybe<Listing>;
  /** Resolves a page address of a connected channel to its listing: trailing slash, letter case of the host, tracking parameters and variation parameters do not matter. Never fetches the address. */
  listingByUrl?: Maybe<Listing>;
  /** One product with the listings of every channel; an id that was merged away leads to the product that stays. */
  product?: Maybe<Product>;
  /** The product that carries this GTIN (EAN, UPC, ISBN-13); the check digit is verified. */
  productByGtin?: Maybe<Product>;
  /** What the viewer may like, with reasons. */
  recommendations: Array<Recommendation>;
  /** Keyword search over every connected channel: answers that arrive before deadlineMs are merged, the rest is reported in `channels`. */
  search: ProductConnection;
};


export type QueryCompareProductsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryInternalListingsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryInternalProductsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryListingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryListingByUrlArgs = {
  url: Scalars['URL']['input'];
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductByGtinArgs = {
  gtin: Scalars['String']['input'];
};


export type QueryRecommendationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channels?: InputMaybe<Array<Scalars['ID']['input']>>;
  deadlineMs?: InputMaybe<Scalars['Int']['input']>;
  filter?: InputMaybe<SearchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxAgeMs?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
  sort?: InputMaybe<SearchSort>;
};

/** Buyers' average on the channel's scale of 5, and of how many. */
export type Rating = {
  __typename?: 'Rating';
  average: Scalars['Float']['output'];
  count: Scalars['Int']['output'];
};

/** A product the viewer may like. */
export type Recommendation = {
  __typename?: 'Recommendation';
  product: Product;
  reasons: Array<Scalars['String']['output']>;
  score: Scalars['Float']['output'];
};

/** Narrows a search. Prices are compared in `currency`. */
export type SearchFilter = {
  attributes?: InputMaybe<Array<AttributeFilter>>;
  availability?: InputMaybe<Array<Availability>>;
  brands?: InputMaybe<Array<Scalars['String']['input']>>;
  category?: InputMaybe<Scalars['ID']['input']>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  maxPrice?: InputMaybe<Scalars['Decimal']['input']>;
  minPrice?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Order of search results. */
export type SearchSort =
  | 'NEWEST'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  | 'RATING_DESC'
  | 'RELEVANCE'
  | 'SALES_DESC';

/** Who sells on a channel. */
export type Seller = {
  __typename?: 'Seller';
  country?: Maybe<Scalars['CountryCode']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** As the channel states it; null where it does not say. */
  rating?: Maybe<Scalars['Float']['output']>;
};

/** Which listing to take out of its product; the note is kept with the ruling. */
export type SplitListingInput = {
  listingId: Scalars['ID']['input'];
  note: Scalars['String']['input'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Listing: Listing;
  Product: Product;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Listing:
    ( { __typename: 'Listing' }
    & GraphQLRecursivePick<FederationTypes['Listing'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Attribute: ResolverTypeWrapper<Resolved<Attribute>>;
  AttributeFilter: ResolverTypeWrapper<Resolved<AttributeFilter>>;
  Availability: ResolverTypeWrapper<Resolved<Availability>>;
  Capability: ResolverTypeWrapper<Resolved<Capability>>;
  Category: ResolverTypeWrapper<Resolved<Category>>;
  ID: ResolverTypeWrapper<Resolved<Scalars['ID']['output']>>;
  Channel: ResolverTypeWrapper<Resolved<Channel>>;
  ChannelAnswer: ResolverTypeWrapper<Resolved<ChannelAnswer>>;
  ChannelAnswerStatus: ResolverTypeWrapper<Resolved<ChannelAnswerStatus>>;
  ChannelError: ResolverTypeWrapper<Resolved<ChannelError>>;
  ChannelErrorCode: ResolverTypeWrapper<Resolved<ChannelErrorCode>>;
  ChannelHealth: ResolverTypeWrapper<Resolved<ChannelHealth>>;
  Float: ResolverTypeWrapper<Resolved<Scalars['Float']['output']>>;
  ChannelKind: ResolverTypeWrapper<Resolved<ChannelKind>>;
  ChannelState: ResolverTypeWrapper<Resolved<ChannelState>>;
  ComparisonRow: ResolverTypeWrapper<Resolved<ComparisonRow>>;
  ComparisonVerdict: ResolverTypeWrapper<Resolved<ComparisonVerdict>>;
  CountryCode: ResolverTypeWrapper<Resolved<Scalars['CountryCode']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Resolved<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Resolved<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Resolved<Scalars['Decimal']['output']>>;
  Facet: ResolverTypeWrapper<Resolved<Facet>>;
  FacetValue: ResolverTypeWrapper<Resolved<FacetValue>>;
  Image: ResolverTypeWrapper<Resolved<Image>>;
  IndexedPrice: ResolverTypeWrapper<Resolved<IndexedPrice>>;
  ListedPrice: ResolverTypeWrapper<Resolved<ListedPrice>>;
  ListedPromotion: ResolverTypeWrapper<Resolved<ListedPromotion>>;
  Listing: ResolverTypeWrapper<Resolved<Listing>>;
  Match: ResolverTypeWrapper<Resolved<Match>>;
  MatchMethod: ResolverTypeWrapper<Resolved<MatchMethod>>;
  MergeProductsInput: ResolverTypeWrapper<Resolved<MergeProductsInput>>;
  Money: ResolverTypeWrapper<Resolved<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Resolved<PageInfo>>;
  PriceBasis: ResolverTypeWrapper<Resolved<PriceBasis>>;
  Product: ResolverTypeWrapper<Resolved<Product>>;
  ProductComparison: ResolverTypeWrapper<Resolved<ProductComparison>>;
  ProductConnection: ResolverTypeWrapper<Resolved<ProductConnection>>;
  ProductEdge: ResolverTypeWrapper<Resolved<ProductEdge>>;
  PromotionKind: ResolverTypeWrapper<Resolved<PromotionKind>>;
  Provenance: ResolverTypeWrapper<Resolved<Provenance>>;
  ProvenanceSource: ResolverTypeWrapper<Resolved<ProvenanceSource>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rating: ResolverTypeWrapper<Resolved<Rating>>;
  Recommendation: ResolverTypeWrapper<Resolved<Recommendation>>;
  SearchFilter: ResolverTypeWrapper<Resolved<SearchFilter>>;
  SearchSort: ResolverTypeWrapper<Resolved<SearchSort>>;
  Seller: ResolverTypeWrapper<Resolved<Seller>>;
  SplitListingInput: ResolverTypeWrapper<Resolved<SplitListingInput>>;
  URL: ResolverTypeWrapper<Resolved<Scalars['URL']['output']>>;
  Int: ResolverTypeWrapper<Resolved<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Resolved<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Resolved<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attribute: Resolved<Attribute>;
  AttributeFilter: Resolved<AttributeFilter>;
  Capability: Resolved<Capability>;
  Category: Resolved<Category>;
  ID: Resolved<Scalars['ID']['output']>;
  Channel: Resolved<Channel>;
  ChannelAnswer: Resolved<ChannelAnswer>;
  ChannelError: Resolved<ChannelError>;
  ChannelHealth: Resolved<ChannelHealth>;
  Float: Resolved<Scalars['Float']['output']>;
  ComparisonRow: Resolved<ComparisonRow>;
  CountryCode: Resolved<Scalars['CountryCode']['output']>;
  CurrencyCode: Resolved<Scalars['CurrencyCode']['output']>;
  DateTime: Resolved<Scalars['DateTime']['output']>;
  Decimal: Resolved<Scalars['Decimal']['output']>;
  Facet: Resolved<Facet>;
  FacetValue: Resolved<FacetValue>;
  Image: Resolved<Image>;
  IndexedPrice: Resolved<IndexedPrice>;
  ListedPrice: Resolved<ListedPrice>;
  ListedPromotion: Resolved<ListedPromotion>;
  Listing: Resolved<Listing | FederationReferenceTypes['Listing']>;
  Match: Resolved<Match>;
  MergeProductsInput: Resolved<MergeProductsInput>;
  Money: Resolved<Money>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Resolved<PageInfo>;
  Product: Resolved<Product | FederationReferenceTypes['Product']>;
  ProductComparison: Resolved<ProductComparison>;
  ProductConnection: Resolved<ProductConnection>;
  ProductEdge: Resolved<ProductEdge>;
  Provenance: Resolved<Provenance>;
  Query: Record<PropertyKey, never>;
  Rating: Resolved<Rating>;
  Recommendation: Resolved<Recommendation>;
  SearchFilter: Resolved<SearchFilter>;
  Seller: Resolved<Seller>;
  SplitListingInput: Resolved<SplitListingInput>;
  URL: Resolved<Scalars['URL']['output']>;
  Int: Resolved<Scalars['Int']['output']>;
  String: Resolved<Scalars['String']['output']>;
  Boolean: Resolved<Scalars['Boolean']['output']>;
};

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  import?: Maybe<Array<Scalars['String']['input']>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Attribute'] = ResolversParentTypes['Attribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CapabilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Capability'] = ResolversParentTypes['Capability']> = {
  conformance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  capabilities?: Resolver<Array<ResolversTypes['Capability']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['ChannelHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChannelAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelAnswer'] = ResolversParentTypes['ChannelAnswer']> = {
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  elapsedMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['ChannelError']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ChannelAnswerStatus'], ParentType, ContextType>;
};

export type ChannelErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelError'] = ResolversParentTypes['ChannelError']> = {
  code?: Resolver<ResolversTypes['ChannelErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChannelHealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelHealth'] = ResolversParentTypes['ChannelHealth']> = {
  budgetLeft?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  errorRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ChannelState'], ParentType, ContextType>;
};

export type ComparisonRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ComparisonRow'] = ResolversParentTypes['ComparisonRow']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<Maybe<ResolversTypes['String']>>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['ComparisonVerdict'], ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FacetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Image'] = ResolversParentTypes['Image']> = {
  alt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type IndexedPriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IndexedPrice'] = ResolversParentTypes['IndexedPrice']> = {
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ListedPriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ListedPrice'] = ResolversParentTypes['ListedPrice']> = {
  basis?: Resolver<ResolversTypes['PriceBasis'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  minQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ListedPromotionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ListedPromotion'] = ResolversParentTypes['ListedPromotion']> = {
  appliedInPrice?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PromotionKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  off?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  percentOff?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  requires?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type ListingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Listing'] = ResolversParentTypes['Listing'], FederationReferenceType extends FederationReferenceTypes['Listing'] = FederationReferenceTypes['Listing']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Listing']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<Array<ResolversTypes['Attribute']>, ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  couponedPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gtins?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<Array<ResolversTypes['Image']>, ParentType, ContextType>;
  internalOptions?: Resolver<Array<ResolversTypes['Attribute']>, ParentType, ContextType>;
  internalPrice?: Resolver<Maybe<ResolversTypes['IndexedPrice']>, ParentType, ContextType>;
  listPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  platformFinalPrice?: Resolver<Maybe<ResolversTypes['ListedPrice']>, ParentType, ContextType>;
  prices?: Resolver<Array<ResolversTypes['ListedPrice']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  promotions?: Resolver<Array<ResolversTypes['ListedPromotion']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  salesVolume?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['Seller']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type MatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['MatchMethod'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  internalRefreshListing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalRefreshListingArgs, 'channelId' | 'externalId'>>;
  mergeProducts?: Resolver<ResolversTypes['Product'], ParentType, ContextType, RequireFields<MutationMergeProductsArgs, 'input'>>;
  splitListing?: Resolver<ResolversTypes['Product'], ParentType, ContextType, RequireFields<MutationSplitListingArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<Array<ResolversTypes['Attribute']>, ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  compatible?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<ProductCompatibleArgs, 'first'>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gtins?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<Array<ResolversTypes['Image']>, ParentType, ContextType>;
  listings?: Resolver<Array<ResolversTypes['Listing']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priceFrom?: Resolver<Maybe<ResolversTypes['IndexedPrice']>, ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  substitutes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<ProductSubstitutesArgs, 'first'>>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductComparison'] = ResolversParentTypes['ProductComparison']> = {
  products?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['ComparisonRow']>, ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  channels?: Resolver<Array<ResolversTypes['ChannelAnswer']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  facets?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  ageMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ProvenanceSource'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  compareProducts?: Resolver<ResolversTypes['ProductComparison'], ParentType, ContextType, RequireFields<QueryCompareProductsArgs, 'ids'>>;
  internalListings?: Resolver<Array<Maybe<ResolversTypes['Listing']>>, ParentType, ContextType, RequireFields<QueryInternalListingsArgs, 'ids'>>;
  internalProducts?: Resolver<Array<Maybe<ResolversTypes['Product']>>, ParentType, ContextType, RequireFields<QueryInternalProductsArgs, 'ids'>>;
  listing?: Resolver<Maybe<ResolversTypes['Listing']>, ParentType, ContextType, RequireFields<QueryListingArgs, 'id'>>;
  listingByUrl?: Resolver<Maybe<ResolversTypes['Listing']>, ParentType, ContextType, RequireFields<QueryListingByUrlArgs, 'url'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  productByGtin?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductByGtinArgs, 'gtin'>>;
  recommendations?: Resolver<Array<ResolversTypes['Recommendation']>, ParentType, ContextType, RequireFields<QueryRecommendationsArgs, 'first'>>;
  search?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QuerySearchArgs, 'deadlineMs' | 'first' | 'query' | 'sort'>>;
};

export type RatingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating']> = {
  average?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RecommendationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Recommendation'] = ResolversParentTypes['Recommendation']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SellerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller']> = {
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type Resolvers<ContextType = RequestContext> = {
  Attribute?: AttributeResolvers<ContextType>;
  Capability?: CapabilityResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  ChannelAnswer?: ChannelAnswerResolvers<ContextType>;
  ChannelError?: ChannelErrorResolvers<ContextType>;
  ChannelHealth?: ChannelHealthResolvers<ContextType>;
  ComparisonRow?: ComparisonRowResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Facet?: FacetResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  Image?: ImageResolvers<ContextType>;
  IndexedPrice?: IndexedPriceResolvers<ContextType>;
  ListedPrice?: ListedPriceResolvers<ContextType>;
  ListedPromotion?: ListedPromotionResolvers<ContextType>;
  Listing?: ListingResolvers<ContextType>;
  Match?: MatchResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductComparison?: ProductComparisonResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rating?: RatingResolvers<ContextType>;
  Recommendation?: RecommendationResolvers<ContextType>;
  Seller?: SellerResolvers<ContextType>;
  URL?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
