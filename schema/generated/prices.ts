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
};

/** A promotion that was counted, and what it saves. */
export type AppliedPromotion = {
  __typename?: 'AppliedPromotion';
  id: Scalars['ID']['output'];
  kind: PromotionKind;
  label: Scalars['String']['output'];
  saved: Money;
};

/** Whether the item can be had. UNKNOWN where the channel does not say. */
export type Availability =
  | 'BACKORDER'
  | 'IN_STOCK'
  | 'LOW_STOCK'
  | 'OUT_OF_STOCK'
  | 'PREORDER'
  | 'UNKNOWN';

/** What is wanted, where it goes, and from how many sellers at most. */
export type BasketInput = {
  destination?: InputMaybe<DestinationInput>;
  displayCurrency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  lines: Array<BasketLineInput>;
  maxSellers?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of listingId (this offer) or productId (any channel). */
export type BasketLineInput = {
  listing?: InputMaybe<ListingLineInput>;
  product?: InputMaybe<ProductLineInput>;
};

/** Who sells what, with which coupons, and what it costs. `hash` stands for all of it when it is ordered. */
export type BasketPlan = {
  __typename?: 'BasketPlan';
  expiresAt: Scalars['DateTime']['output'];
  hash: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lines: Array<PlannedLine>;
  /** No plan can cost less. */
  lowerBound: Money;
  /** Whether it is proved that nothing is cheaper. */
  optimal: Scalars['Boolean']['output'];
  parcels: Array<PlannedParcel>;
  /** Against buying separately. */
  saved: Money;
  /** The same lines, each bought alone at its cheapest. */
  separately: Money;
  total: Money;
  /** Lines that nobody sells now. */
  unfilled: Array<UnfilledLine>;
};

/** A capability that the channel's adapter declares and has passed the conformance kit for. */
export type Capability = {
  __typename?: 'Capability';
  /** Version of the kit it passed. */
  conformance?: Maybe<Scalars['String']['output']>;
  /** For orders: native or handoff. */
  mode?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
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

/** How it can be bought: through us, on the channel's own page, or not at all. */
export type CheckoutMode =
  | 'HANDOFF'
  | 'NATIVE'
  | 'NONE';

/** Money in another currency, with the rate used and its day. */
export type ConvertedMoney = {
  __typename?: 'ConvertedMoney';
  money: Money;
  rate: Scalars['Decimal']['output'];
  rateDate: Scalars['String']['output'];
};

/** When it should arrive; null where the channel or carrier does not say. */
export type DeliveryEstimate = {
  __typename?: 'DeliveryEstimate';
  earliest?: Maybe<Scalars['DateTime']['output']>;
  latest?: Maybe<Scalars['DateTime']['output']>;
};

/** Where it goes: as much as is needed for shipping and tax. */
export type DestinationInput = {
  city?: InputMaybe<Scalars['String']['input']>;
  country: Scalars['CountryCode']['input'];
  postalCode?: InputMaybe<Scalars['String']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
};

/** What can be decided about a parked effect. */
export type EffectDecisionKind =
  | 'ABANDON'
  | 'MADE'
  | 'NOT_MADE'
  | 'RETRY';

/** What comes along for nothing. */
export type Gift = {
  __typename?: 'Gift';
  quantity: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  value?: Maybe<Money>;
};

/** Internal: what came of a decision; `refused` says why it cannot be. */
export type InternalDecideEffectAnswer = {
  __typename?: 'InternalDecideEffectAnswer';
  decided?: Maybe<InternalEffectDecision>;
  refused?: Maybe<Scalars['String']['output']>;
};

/** Internal: a person's decision. */
export type InternalDecideEffectInput = {
  aggregateId: Scalars['String']['input'];
  by: Scalars['String']['input'];
  decision: EffectDecisionKind;
  effectId: Scalars['String']['input'];
  externalId?: InputMaybe<Scalars['String']['input']>;
  source: Scalars['String']['input'];
  why: Scalars['String']['input'];
};

/** Internal: what a person decided. */
export type InternalEffectDecision = {
  __typename?: 'InternalEffectDecision';
  aggregateId: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  decision: EffectDecisionKind;
  effectId: Scalars['String']['output'];
  externalId?: Maybe<Scalars['String']['output']>;
  kind: Scalars['String']['output'];
  source: Scalars['String']['output'];
  why: Scalars['String']['output'];
};

/** Internal: something that waits for a person. */
export type InternalParkedEffect = {
  __typename?: 'InternalParkedEffect';
  aggregateId: Scalars['String']['output'];
  attemptNote?: Maybe<Scalars['String']['output']>;
  attemptedAt?: Maybe<Scalars['DateTime']['output']>;
  effectId: Scalars['String']['output'];
  kind: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
  source: Scalars['String']['output'];
  tries: Scalars['Int']['output'];
};

/** Internal: a plan as it is ordered. */
export type InternalPlan = {
  __typename?: 'InternalPlan';
  hash: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lines: Array<InternalPlanLine>;
  /** Whose it is, as viewerKey says. */
  ownerKey: Scalars['String']['output'];
};

/** Internal: a line of it. */
export type InternalPlanLine = {
  __typename?: 'InternalPlanLine';
  listingId: Scalars['ID']['output'];
  quantity: Scalars['Int']['output'];
};

export type Listing = {
  __typename?: 'Listing';
  id: Scalars['ID']['output'];
  /** null where the channel names no price. */
  offer?: Maybe<Offer>;
};


export type ListingOfferArgs = {
  destination?: InputMaybe<DestinationInput>;
  displayCurrency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  maxAgeMs?: InputMaybe<Scalars['Int']['input']>;
  quantity?: InputMaybe<Scalars['Int']['input']>;
};

/** This item on this channel. */
export type ListingLineInput = {
  listingId: Scalars['ID']['input'];
  quantity?: Scalars['Int']['input'];
};

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Internal: a person decided about something that waits here. */
  internalDecideEffect: InternalDecideEffectAnswer;
  /** false when there was no such watch. */
  unwatchPrice: Scalars['Boolean']['output'];
  /** Signed-in shoppers. */
  watchPrice: PriceWatch;
};


export type MutationInternalDecideEffectArgs = {
  input: InternalDecideEffectInput;
};


export type MutationUnwatchPriceArgs = {
  id: Scalars['ID']['input'];
};


export type MutationWatchPriceArgs = {
  input: WatchPriceInput;
};

/** What one unit of choice really costs now, on one channel, for this quantity and destination. */
export type Offer = {
  __typename?: 'Offer';
  availability: Availability;
  /** How it can be bought. */
  checkout: CheckoutMode;
  /** landedPrice in the asked display currency (default: the configured one), with the rate used; null without a rate. */
  converted?: Maybe<ConvertedMoney>;
  deliveryEstimate?: Maybe<DeliveryEstimate>;
  /** Until when the channel holds it; null where it does not say. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  gifts: Array<Gift>;
  id: Scalars['ID']['output'];
  /** The channel settles the last amount on its own page: landedPrice is the best that can be said now. */
  isEstimate: Scalars['Boolean']['output'];
  /** subtotal + shipping + tax for this quantity and destination: exactly what an order of it costs. The ranking key. Without a destination: shipping null and left out. */
  landedPrice: Money;
  /** Of one piece, before discounts. */
  listPrice: Money;
  listing?: Maybe<Listing>;
  /** The platform's own final price, kept beside ours. */
  platformFinalPrice?: Maybe<PlatformPrice>;
  promotions: Array<AppliedPromotion>;
  provenance?: Maybe<Provenance>;
  quantity: Scalars['Int']['output'];
  rejectedPromotions: Array<RejectedPromotion>;
  /** null without a destination, or where the channel cannot tell. */
  shipping?: Maybe<Money>;
  /** Pieces left; null where the channel does not say. */
  stock?: Maybe<Scalars['Int']['output']>;
  /** Goods after every discount, before shipping and tax. */
  subtotal: Money;
  /** Included in landedPrice; null where prices include it or the channel cannot tell. */
  tax?: Maybe<Money>;
};

/** One line at the offer chosen for it. */
export type PlannedLine = {
  __typename?: 'PlannedLine';
  offer: Offer;
  quantity: Scalars['Int']['output'];
  subtotal: Money;
};

/** What one seller sends. */
export type PlannedParcel = {
  __typename?: 'PlannedParcel';
  channel: Channel;
  lines: Array<PlannedLine>;
  promotions: Array<AppliedPromotion>;
  seller?: Maybe<Seller>;
  shipping: Money;
  total: Money;
};

/** A price as the platform works it out, with its own words for it. */
export type PlatformPrice = {
  __typename?: 'PlatformPrice';
  label?: Maybe<Scalars['String']['output']>;
  money: Money;
};

/** What a product costs on every channel. */
export type PriceComparison = {
  __typename?: 'PriceComparison';
  /** The first of `offers` that can be had. */
  best?: Maybe<Offer>;
  /** One row per channel asked. */
  channels: Array<ChannelAnswer>;
  /** Whether every channel asked has answered. */
  complete: Scalars['Boolean']['output'];
  elapsedMs: Scalars['Int']['output'];
  /** Offers by landedPrice in the display currency, cheapest first; unavailable ones after them, those without a rate last. */
  offers: Array<Offer>;
  /** Listings of the product that name no price now. */
  unpriced: Array<Maybe<Listing>>;
};

/** Landed prices over time. */
export type PriceHistory = {
  __typename?: 'PriceHistory';
  /** Days really observed, never claimed. */
  coverageDays: Scalars['Int']['output'];
  lowest?: Maybe<PricePoint>;
  /** The lowest of the last 30 days. */
  lowest30Days?: Maybe<PricePoint>;
  points: Array<PricePoint>;
};

/** The landed price on one channel at one time. */
export type PricePoint = {
  __typename?: 'PricePoint';
  at: Scalars['DateTime']['output'];
  channel: Channel;
  landedPrice: Money;
};

/** A wish to be told when a price drops. */
export type PriceWatch = {
  __typename?: 'PriceWatch';
  /** The best offer seen; null before the first look. */
  best?: Maybe<Offer>;
  id: Scalars['ID']['output'];
  product?: Maybe<Product>;
  target: Money;
};

export type Product = {
  __typename?: 'Product';
  /** What every listing really costs now, for this quantity and destination. */
  comparison?: Maybe<PriceComparison>;
  id: Scalars['ID']['output'];
  /** Landed prices that were really observed. */
  priceHistory?: Maybe<PriceHistory>;
};


export type ProductComparisonArgs = {
  deadlineMs?: InputMaybe<Scalars['Int']['input']>;
  destination?: InputMaybe<DestinationInput>;
  displayCurrency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  maxAgeMs?: InputMaybe<Scalars['Int']['input']>;
  quantity?: InputMaybe<Scalars['Int']['input']>;
};


export type ProductPriceHistoryArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};

/** This product, from whichever channel is best. */
export type ProductLineInput = {
  productId: Scalars['ID']['input'];
  quantity?: Scalars['Int']['input'];
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
  /** The cheapest way to buy these lines: which channel and seller for each, with which coupons. States the bound it proved. Belongs to the viewer who asked: never shared, never cached for another. */
  basketPlan: BasketPlan;
  /** Internal: what people decided here. */
  internalEffectDecisions: Array<InternalEffectDecision>;
  /** Internal: what waits for a person here. */
  internalParkedEffects: Array<InternalParkedEffect>;
  /** Internal: a stored plan that still holds, for the order that was placed by it. */
  internalPlan?: Maybe<InternalPlan>;
  /** Internal: what one piece of these listings usually cost in so many days; null where it was never seen. In the order asked. */
  internalUsualPrices: Array<Maybe<Money>>;
};


export type QueryBasketPlanArgs = {
  input: BasketInput;
};


export type QueryInternalEffectDecisionsArgs = {
  first: Scalars['Int']['input'];
};


export type QueryInternalParkedEffectsArgs = {
  first: Scalars['Int']['input'];
};


export type QueryInternalPlanArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInternalUsualPricesArgs = {
  days: Scalars['Int']['input'];
  listingIds: Array<Scalars['ID']['input']>;
};

/** A promotion that does not apply, and why. */
export type RejectedPromotion = {
  __typename?: 'RejectedPromotion';
  id: Scalars['ID']['output'];
  kind: PromotionKind;
  label: Scalars['String']['output'];
  reason: Scalars['String']['output'];
};

/** Who sells on a channel. */
export type Seller = {
  __typename?: 'Seller';
  country?: Maybe<Scalars['CountryCode']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** As the channel states it; null where it does not say. */
  rating?: Maybe<Scalars['Float']['output']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** The comparison as it fills: one message whenever a channel answers, the last one with complete = true. */
  comparison: PriceComparison;
  /** The viewer's watches as they reach their target. */
  priceDropped: PriceWatch;
};


export type SubscriptionComparisonArgs = {
  destination?: InputMaybe<DestinationInput>;
  displayCurrency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  productId: Scalars['ID']['input'];
  quantity?: InputMaybe<Scalars['Int']['input']>;
};

/** A line that cannot be had, by its place in the input, why, and what would serve instead. */
export type UnfilledLine = {
  __typename?: 'UnfilledLine';
  index: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  substitutes?: Maybe<Array<Maybe<Product>>>;
};

/** Tell me when this product costs no more than the target, all in. */
export type WatchPriceInput = {
  currency: Scalars['CurrencyCode']['input'];
  destination?: InputMaybe<DestinationInput>;
  productId: Scalars['ID']['input'];
  target: Scalars['Decimal']['input'];
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
  BasketPlan: BasketPlan;
  Listing: Listing;
  Product: Product;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  BasketPlan:
    ( { __typename: 'BasketPlan' }
    & GraphQLRecursivePick<FederationTypes['BasketPlan'], {"id":true}> );
  Listing:
    ( { __typename: 'Listing' }
    & GraphQLRecursivePick<FederationTypes['Listing'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AppliedPromotion: ResolverTypeWrapper<Resolved<AppliedPromotion>>;
  ID: ResolverTypeWrapper<Resolved<Scalars['ID']['output']>>;
  Availability: ResolverTypeWrapper<Resolved<Availability>>;
  BasketInput: ResolverTypeWrapper<Resolved<BasketInput>>;
  BasketLineInput: ResolverTypeWrapper<Resolved<BasketLineInput>>;
  BasketPlan: ResolverTypeWrapper<Resolved<BasketPlan>>;
  Capability: ResolverTypeWrapper<Resolved<Capability>>;
  Channel: ResolverTypeWrapper<Resolved<Channel>>;
  ChannelAnswer: ResolverTypeWrapper<Resolved<ChannelAnswer>>;
  ChannelAnswerStatus: ResolverTypeWrapper<Resolved<ChannelAnswerStatus>>;
  ChannelError: ResolverTypeWrapper<Resolved<ChannelError>>;
  ChannelErrorCode: ResolverTypeWrapper<Resolved<ChannelErrorCode>>;
  ChannelHealth: ResolverTypeWrapper<Resolved<ChannelHealth>>;
  Float: ResolverTypeWrapper<Resolved<Scalars['Float']['output']>>;
  ChannelKind: ResolverTypeWrapper<Resolved<ChannelKind>>;
  ChannelState: ResolverTypeWrapper<Resolved<ChannelState>>;
  CheckoutMode: ResolverTypeWrapper<Resolved<CheckoutMode>>;
  ConvertedMoney: ResolverTypeWrapper<Resolved<ConvertedMoney>>;
  CountryCode: ResolverTypeWrapper<Resolved<Scalars['CountryCode']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Resolved<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Resolved<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Resolved<Scalars['Decimal']['output']>>;
  DeliveryEstimate: ResolverTypeWrapper<Resolved<DeliveryEstimate>>;
  DestinationInput: ResolverTypeWrapper<Resolved<DestinationInput>>;
  EffectDecisionKind: ResolverTypeWrapper<Resolved<EffectDecisionKind>>;
  Gift: ResolverTypeWrapper<Resolved<Gift>>;
  InternalDecideEffectAnswer: ResolverTypeWrapper<Resolved<InternalDecideEffectAnswer>>;
  InternalDecideEffectInput: ResolverTypeWrapper<Resolved<InternalDecideEffectInput>>;
  InternalEffectDecision: ResolverTypeWrapper<Resolved<InternalEffectDecision>>;
  InternalParkedEffect: ResolverTypeWrapper<Resolved<InternalParkedEffect>>;
  InternalPlan: ResolverTypeWrapper<Resolved<InternalPlan>>;
  InternalPlanLine: ResolverTypeWrapper<Resolved<InternalPlanLine>>;
  Listing: ResolverTypeWrapper<Resolved<Listing>>;
  ListingLineInput: ResolverTypeWrapper<Resolved<ListingLineInput>>;
  Money: ResolverTypeWrapper<Resolved<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offer: ResolverTypeWrapper<Resolved<Offer>>;
  PlannedLine: ResolverTypeWrapper<Resolved<PlannedLine>>;
  PlannedParcel: ResolverTypeWrapper<Resolved<PlannedParcel>>;
  PlatformPrice: ResolverTypeWrapper<Resolved<PlatformPrice>>;
  PriceComparison: ResolverTypeWrapper<Resolved<PriceComparison>>;
  PriceHistory: ResolverTypeWrapper<Resolved<PriceHistory>>;
  PricePoint: ResolverTypeWrapper<Resolved<PricePoint>>;
  PriceWatch: ResolverTypeWrapper<Resolved<PriceWatch>>;
  Product: ResolverTypeWrapper<Resolved<Product>>;
  ProductLineInput: ResolverTypeWrapper<Resolved<ProductLineInput>>;
  PromotionKind: ResolverTypeWrapper<Resolved<PromotionKind>>;
  Provenance: ResolverTypeWrapper<Resolved<Provenance>>;
  ProvenanceSource: ResolverTypeWrapper<Resolved<ProvenanceSource>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RejectedPromotion: ResolverTypeWrapper<Resolved<RejectedPromotion>>;
  Seller: ResolverTypeWrapper<Resolved<Seller>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UnfilledLine: ResolverTypeWrapper<Resolved<UnfilledLine>>;
  WatchPriceInput: ResolverTypeWrapper<Resolved<WatchPriceInput>>;
  Int: ResolverTypeWrapper<Resolved<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Resolved<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Resolved<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AppliedPromotion: Resolved<AppliedPromotion>;
  ID: Resolved<Scalars['ID']['output']>;
  BasketInput: Resolved<BasketInput>;
  BasketLineInput: Resolved<BasketLineInput>;
  BasketPlan: Resolved<BasketPlan | FederationReferenceTypes['BasketPlan']>;
  Capability: Resolved<Capability>;
  Channel: Resolved<Channel>;
  ChannelAnswer: Resolved<ChannelAnswer>;
  ChannelError: Resolved<ChannelError>;
  ChannelHealth: Resolved<ChannelHealth>;
  Float: Resolved<Scalars['Float']['output']>;
  ConvertedMoney: Resolved<ConvertedMoney>;
  CountryCode: Resolved<Scalars['CountryCode']['output']>;
  CurrencyCode: Resolved<Scalars['CurrencyCode']['output']>;
  DateTime: Resolved<Scalars['DateTime']['output']>;
  Decimal: Resolved<Scalars['Decimal']['output']>;
  DeliveryEstimate: Resolved<DeliveryEstimate>;
  DestinationInput: Resolved<DestinationInput>;
  Gift: Resolved<Gift>;
  InternalDecideEffectAnswer: Resolved<InternalDecideEffectAnswer>;
  InternalDecideEffectInput: Resolved<InternalDecideEffectInput>;
  InternalEffectDecision: Resolved<InternalEffectDecision>;
  InternalParkedEffect: Resolved<InternalParkedEffect>;
  InternalPlan: Resolved<InternalPlan>;
  InternalPlanLine: Resolved<InternalPlanLine>;
  Listing: Resolved<Listing | FederationReferenceTypes['Listing']>;
  ListingLineInput: Resolved<ListingLineInput>;
  Money: Resolved<Money>;
  Mutation: Record<PropertyKey, never>;
  Offer: Resolved<Offer>;
  PlannedLine: Resolved<PlannedLine>;
  PlannedParcel: Resolved<PlannedParcel>;
  PlatformPrice: Resolved<PlatformPrice>;
  PriceComparison: Resolved<PriceComparison>;
  PriceHistory: Resolved<PriceHistory>;
  PricePoint: Resolved<PricePoint>;
  PriceWatch: Resolved<PriceWatch>;
  Product: Resolved<Product | FederationReferenceTypes['Product']>;
  ProductLineInput: Resolved<ProductLineInput>;
  Provenance: Resolved<Provenance>;
  Query: Record<PropertyKey, never>;
  RejectedPromotion: Resolved<RejectedPromotion>;
  Seller: Resolved<Seller>;
  Subscription: Record<PropertyKey, never>;
  UnfilledLine: Resolved<UnfilledLine>;
  WatchPriceInput: Resolved<WatchPriceInput>;
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

export type AppliedPromotionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AppliedPromotion'] = ResolversParentTypes['AppliedPromotion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PromotionKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  saved?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type BasketPlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BasketPlan'] = ResolversParentTypes['BasketPlan'], FederationReferenceType extends FederationReferenceTypes['BasketPlan'] = FederationReferenceTypes['BasketPlan']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BasketPlan']> | FederationReferenceType, FederationReferenceType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['PlannedLine']>, ParentType, ContextType>;
  lowerBound?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  optimal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  parcels?: Resolver<Array<ResolversTypes['PlannedParcel']>, ParentType, ContextType>;
  saved?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  separately?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unfilled?: Resolver<Array<ResolversTypes['UnfilledLine']>, ParentType, ContextType>;
};

export type CapabilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Capability'] = ResolversParentTypes['Capability']> = {
  conformance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type ConvertedMoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConvertedMoney'] = ResolversParentTypes['ConvertedMoney']> = {
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  rateDate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type DeliveryEstimateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryEstimate'] = ResolversParentTypes['DeliveryEstimate']> = {
  earliest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type GiftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Gift'] = ResolversParentTypes['Gift']> = {
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type InternalDecideEffectAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InternalDecideEffectAnswer'] = ResolversParentTypes['InternalDecideEffectAnswer']> = {
  decided?: Resolver<Maybe<ResolversTypes['InternalEffectDecision']>, ParentType, ContextType>;
  refused?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InternalEffectDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InternalEffectDecision'] = ResolversParentTypes['InternalEffectDecision']> = {
  aggregateId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['EffectDecisionKind'], ParentType, ContextType>;
  effectId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InternalParkedEffectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InternalParkedEffect'] = ResolversParentTypes['InternalParkedEffect']> = {
  aggregateId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  attemptNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attemptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  effectId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InternalPlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InternalPlan'] = ResolversParentTypes['InternalPlan']> = {
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['InternalPlanLine']>, ParentType, ContextType>;
  ownerKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InternalPlanLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InternalPlanLine'] = ResolversParentTypes['InternalPlanLine']> = {
  listingId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ListingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Listing'] = ResolversParentTypes['Listing'], FederationReferenceType extends FederationReferenceTypes['Listing'] = FederationReferenceTypes['Listing']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Listing']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType, RequireFields<ListingOfferArgs, 'quantity'>>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  internalDecideEffect?: Resolver<ResolversTypes['InternalDecideEffectAnswer'], ParentType, ContextType, RequireFields<MutationInternalDecideEffectArgs, 'input'>>;
  unwatchPrice?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationUnwatchPriceArgs, 'id'>>;
  watchPrice?: Resolver<ResolversTypes['PriceWatch'], ParentType, ContextType, RequireFields<MutationWatchPriceArgs, 'input'>>;
};

export type OfferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer']> = {
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  checkout?: Resolver<ResolversTypes['CheckoutMode'], ParentType, ContextType>;
  converted?: Resolver<Maybe<ResolversTypes['ConvertedMoney']>, ParentType, ContextType>;
  deliveryEstimate?: Resolver<Maybe<ResolversTypes['DeliveryEstimate']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  gifts?: Resolver<Array<ResolversTypes['Gift']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isEstimate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  landedPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  listPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  listing?: Resolver<Maybe<ResolversTypes['Listing']>, ParentType, ContextType>;
  platformFinalPrice?: Resolver<Maybe<ResolversTypes['PlatformPrice']>, ParentType, ContextType>;
  promotions?: Resolver<Array<ResolversTypes['AppliedPromotion']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejectedPromotions?: Resolver<Array<ResolversTypes['RejectedPromotion']>, ParentType, ContextType>;
  shipping?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  stock?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PlannedLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedLine'] = ResolversParentTypes['PlannedLine']> = {
  offer?: Resolver<ResolversTypes['Offer'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PlannedParcelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedParcel'] = ResolversParentTypes['PlannedParcel']> = {
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['PlannedLine']>, ParentType, ContextType>;
  promotions?: Resolver<Array<ResolversTypes['AppliedPromotion']>, ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['Seller']>, ParentType, ContextType>;
  shipping?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PlatformPriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlatformPrice'] = ResolversParentTypes['PlatformPrice']> = {
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceComparison'] = ResolversParentTypes['PriceComparison']> = {
  best?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  channels?: Resolver<Array<ResolversTypes['ChannelAnswer']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  elapsedMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  offers?: Resolver<Array<ResolversTypes['Offer']>, ParentType, ContextType>;
  unpriced?: Resolver<Array<Maybe<ResolversTypes['Listing']>>, ParentType, ContextType>;
};

export type PriceHistoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceHistory'] = ResolversParentTypes['PriceHistory']> = {
  coverageDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lowest?: Resolver<Maybe<ResolversTypes['PricePoint']>, ParentType, ContextType>;
  lowest30Days?: Resolver<Maybe<ResolversTypes['PricePoint']>, ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['PricePoint']>, ParentType, ContextType>;
};

export type PricePointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PricePoint'] = ResolversParentTypes['PricePoint']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  landedPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceWatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceWatch'] = ResolversParentTypes['PriceWatch']> = {
  best?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  target?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  comparison?: Resolver<Maybe<ResolversTypes['PriceComparison']>, ParentType, ContextType, RequireFields<ProductComparisonArgs, 'quantity'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priceHistory?: Resolver<Maybe<ResolversTypes['PriceHistory']>, ParentType, ContextType, RequireFields<ProductPriceHistoryArgs, 'days'>>;
};

export type ProvenanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  ageMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ProvenanceSource'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  basketPlan?: Resolver<ResolversTypes['BasketPlan'], ParentType, ContextType, RequireFields<QueryBasketPlanArgs, 'input'>>;
  internalEffectDecisions?: Resolver<Array<ResolversTypes['InternalEffectDecision']>, ParentType, ContextType, RequireFields<QueryInternalEffectDecisionsArgs, 'first'>>;
  internalParkedEffects?: Resolver<Array<ResolversTypes['InternalParkedEffect']>, ParentType, ContextType, RequireFields<QueryInternalParkedEffectsArgs, 'first'>>;
  internalPlan?: Resolver<Maybe<ResolversTypes['InternalPlan']>, ParentType, ContextType, RequireFields<QueryInternalPlanArgs, 'id'>>;
  internalUsualPrices?: Resolver<Array<Maybe<ResolversTypes['Money']>>, ParentType, ContextType, RequireFields<QueryInternalUsualPricesArgs, 'days' | 'listingIds'>>;
};

export type RejectedPromotionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RejectedPromotion'] = ResolversParentTypes['RejectedPromotion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PromotionKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SellerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller']> = {
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  comparison?: SubscriptionResolver<ResolversTypes['PriceComparison'], "comparison", ParentType, ContextType, RequireFields<SubscriptionComparisonArgs, 'productId' | 'quantity'>>;
  priceDropped?: SubscriptionResolver<ResolversTypes['PriceWatch'], "priceDropped", ParentType, ContextType>;
};

export type UnfilledLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnfilledLine'] = ResolversParentTypes['UnfilledLine']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  substitutes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Product']>>>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  AppliedPromotion?: AppliedPromotionResolvers<ContextType>;
  BasketPlan?: BasketPlanResolvers<ContextType>;
  Capability?: CapabilityResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  ChannelAnswer?: ChannelAnswerResolvers<ContextType>;
  ChannelError?: ChannelErrorResolvers<ContextType>;
  ChannelHealth?: ChannelHealthResolvers<ContextType>;
  ConvertedMoney?: ConvertedMoneyResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeliveryEstimate?: DeliveryEstimateResolvers<ContextType>;
  Gift?: GiftResolvers<ContextType>;
  InternalDecideEffectAnswer?: InternalDecideEffectAnswerResolvers<ContextType>;
  InternalEffectDecision?: InternalEffectDecisionResolvers<ContextType>;
  InternalParkedEffect?: InternalParkedEffectResolvers<ContextType>;
  InternalPlan?: InternalPlanResolvers<ContextType>;
  InternalPlanLine?: InternalPlanLineResolvers<ContextType>;
  Listing?: ListingResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  PlannedLine?: PlannedLineResolvers<ContextType>;
  PlannedParcel?: PlannedParcelResolvers<ContextType>;
  PlatformPrice?: PlatformPriceResolvers<ContextType>;
  PriceComparison?: PriceComparisonResolvers<ContextType>;
  PriceHistory?: PriceHistoryResolvers<ContextType>;
  PricePoint?: PricePointResolvers<ContextType>;
  PriceWatch?: PriceWatchResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RejectedPromotion?: RejectedPromotionResolvers<ContextType>;
  Seller?: SellerResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UnfilledLine?: UnfilledLineResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
