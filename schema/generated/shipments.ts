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

/** A capability that the channel's adapter declares and has passed the conformance kit for. */
export type Capability = {
  __typename?: 'Capability';
  /** Version of the kit it passed. */
  conformance?: Maybe<Scalars['String']['output']>;
  /** For orders: native or handoff. */
  mode?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
};

/** A connection that delivers. */
export type Carrier = {
  __typename?: 'Carrier';
  capabilities: Array<Capability>;
  country?: Maybe<Scalars['CountryCode']['output']>;
  health: ChannelHealth;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** The number fits several carriers: ask again with one. */
export type CarrierAmbiguous = {
  __typename?: 'CarrierAmbiguous';
  candidates: Array<Carrier>;
  trackingNumber: Scalars['String']['output'];
};

/** How one carrier answered. */
export type CarrierAnswer = {
  __typename?: 'CarrierAnswer';
  carrier: Carrier;
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

export type ChannelOrder = {
  __typename?: 'ChannelOrder';
  /** Internal: what lets a guest's token travel with the entity from one subgraph to the next; empty for signed-in viewers. */
  grant: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** The parcels of this part. */
  shipments?: Maybe<Array<Shipment>>;
};

/** Whether a connection is called, and how it answers. */
export type ChannelState =
  | 'DEGRADED'
  | 'DOWN'
  | 'OPEN_CIRCUIT'
  | 'PAUSED'
  | 'UP';

/** When it should arrive; null where the channel or carrier does not say. */
export type DeliveryEstimate = {
  __typename?: 'DeliveryEstimate';
  earliest?: Maybe<Scalars['DateTime']['output']>;
  latest?: Maybe<Scalars['DateTime']['output']>;
};

/** One carrier's service for it. */
export type DeliveryOption = {
  __typename?: 'DeliveryOption';
  carrier: Carrier;
  estimate: DeliveryEstimate;
  price: Money;
  reasons: Array<Scalars['String']['output']>;
  /** 0 to 1 over price, time and reliability. */
  score: Scalars['Float']['output'];
  service: Scalars['String']['output'];
};

/** A parcel to be sent. */
export type DeliveryOptionsInput = {
  destination: DestinationInput;
  valuables?: InputMaybe<Scalars['Boolean']['input']>;
  weightGrams: Scalars['Int']['input'];
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

/** Internal: one parcel as the channel tells it. */
export type InternalFulfilmentInput = {
  carrierName?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  shippedAt?: InputMaybe<Scalars['DateTime']['input']>;
  state: Scalars['String']['input'];
  trackingNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Internal: the parcels of one part. */
export type InternalFulfilmentsInput = {
  channelId: Scalars['ID']['input'];
  fulfilments: Array<InternalFulfilmentInput>;
  orderId: Scalars['ID']['input'];
  /** Whose the order is, as viewerKey says; guest orders have none. */
  ownerKey?: InputMaybe<Scalars['String']['input']>;
  partId: Scalars['ID']['input'];
  /** The four digits that carriers ask for. */
  phoneLast4?: InputMaybe<Scalars['String']['input']>;
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
  /** Internal: what a channel says of the parcels of one part; repeats and any order of arrival end in the same shipments. */
  internalObserveFulfilments: Scalars['Boolean']['output'];
  /** Internal: a carrier pushed this tracking (JSON text of the SDK's Tracking). */
  internalObserveTracking: Scalars['Boolean']['output'];
};


export type MutationInternalDecideEffectArgs = {
  input: InternalDecideEffectInput;
};


export type MutationInternalObserveFulfilmentsArgs = {
  input: InternalFulfilmentsInput;
};


export type MutationInternalObserveTrackingArgs = {
  carrierId: Scalars['ID']['input'];
  tracking: Scalars['String']['input'];
};

export type Order = {
  __typename?: 'Order';
  /** Internal: what lets a guest's token travel with the entity from one subgraph to the next; empty for signed-in viewers. */
  grant: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Every parcel of every part. */
  shipments?: Maybe<Array<Shipment>>;
};

export type Query = {
  __typename?: 'Query';
  /** Every connected carrier. */
  carriers: Array<Carrier>;
  /** What sending a parcel there would cost and take, best first. */
  deliveryOptions: Array<DeliveryOption>;
  /** Internal: what people decided here. */
  internalEffectDecisions: Array<InternalEffectDecision>;
  /** Internal: what waits for a person here. */
  internalParkedEffects: Array<InternalParkedEffect>;
  /** null for whoever may not see it. `accessToken`: for guests. */
  shipment?: Maybe<Shipment>;
  /** Any parcel of any connected carrier; the carrier is detected when not given. */
  track: TrackResult;
};


export type QueryDeliveryOptionsArgs = {
  input: DeliveryOptionsInput;
};


export type QueryInternalEffectDecisionsArgs = {
  first: Scalars['Int']['input'];
};


export type QueryInternalParkedEffectsArgs = {
  first: Scalars['Int']['input'];
};


export type QueryShipmentArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryTrackArgs = {
  carrier?: InputMaybe<Scalars['ID']['input']>;
  phoneLast4?: InputMaybe<Scalars['String']['input']>;
  trackingNumber: Scalars['String']['input'];
};

/** One parcel. */
export type Shipment = {
  __typename?: 'Shipment';
  carrier: Carrier;
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  estimatedDelivery?: Maybe<DeliveryEstimate>;
  /** Newest last, each once, however often and in whatever order they arrived. */
  events: Array<TrackingEvent>;
  id: Scalars['ID']['output'];
  /** null for a viewer who may not see the order: a tracking number opens no order. */
  order?: Maybe<Order>;
  status: ShipmentStatus;
  /** The carrier's finer state, from the closed list in the tracking taxonomy. */
  subStatus?: Maybe<Scalars['String']['output']>;
  trackingNumber: Scalars['String']['output'];
};

/** Where a parcel stands, the same for every carrier. */
export type ShipmentStatus =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'DELIVERY_FAILED'
  | 'EXCEPTION'
  | 'EXPIRED'
  | 'INFO_RECEIVED'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'PICKED_UP'
  | 'READY_FOR_PICKUP'
  | 'RETURNED'
  | 'RETURNING'
  | 'UNKNOWN';

export type Subscription = {
  __typename?: 'Subscription';
  /** The shipment now, and after every change. */
  shipmentUpdated: Shipment;
};


export type SubscriptionShipmentUpdatedArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  shipmentId: Scalars['ID']['input'];
};

/** A shipment, or why there is none. */
export type TrackResult = CarrierAmbiguous | Shipment | TrackingNotFound;

/** Something that happened to a parcel. */
export type TrackingEvent = {
  __typename?: 'TrackingEvent';
  at: Scalars['DateTime']['output'];
  /** The carrier's own. */
  code: Scalars['String']['output'];
  location?: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
  status: ShipmentStatus;
};

/** No carrier asked knows the number. */
export type TrackingNotFound = {
  __typename?: 'TrackingNotFound';
  trackingNumber: Scalars['String']['output'];
  tried: Array<CarrierAnswer>;
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
  ChannelOrder: ChannelOrder;
  Order: Order;
  Shipment: Shipment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChannelOrder:
    ( { __typename: 'ChannelOrder' }
    & GraphQLRecursivePick<FederationTypes['ChannelOrder'], {"id":true,"grant":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true,"grant":true}> );
  Shipment:
    ( { __typename: 'Shipment' }
    & GraphQLRecursivePick<FederationTypes['Shipment'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  TrackResult:
    | ( Resolved<CarrierAmbiguous> )
    | ( Resolved<Shipment> )
    | ( Resolved<TrackingNotFound> )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Capability: ResolverTypeWrapper<Resolved<Capability>>;
  Carrier: ResolverTypeWrapper<Resolved<Carrier>>;
  ID: ResolverTypeWrapper<Resolved<Scalars['ID']['output']>>;
  CarrierAmbiguous: ResolverTypeWrapper<Resolved<CarrierAmbiguous>>;
  CarrierAnswer: ResolverTypeWrapper<Resolved<CarrierAnswer>>;
  ChannelAnswerStatus: ResolverTypeWrapper<Resolved<ChannelAnswerStatus>>;
  ChannelError: ResolverTypeWrapper<Resolved<ChannelError>>;
  ChannelErrorCode: ResolverTypeWrapper<Resolved<ChannelErrorCode>>;
  ChannelHealth: ResolverTypeWrapper<Resolved<ChannelHealth>>;
  Float: ResolverTypeWrapper<Resolved<Scalars['Float']['output']>>;
  ChannelOrder: ResolverTypeWrapper<Resolved<ChannelOrder>>;
  ChannelState: ResolverTypeWrapper<Resolved<ChannelState>>;
  CountryCode: ResolverTypeWrapper<Resolved<Scalars['CountryCode']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Resolved<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Resolved<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Resolved<Scalars['Decimal']['output']>>;
  DeliveryEstimate: ResolverTypeWrapper<Resolved<DeliveryEstimate>>;
  DeliveryOption: ResolverTypeWrapper<Resolved<DeliveryOption>>;
  DeliveryOptionsInput: ResolverTypeWrapper<Resolved<DeliveryOptionsInput>>;
  DestinationInput: ResolverTypeWrapper<Resolved<DestinationInput>>;
  EffectDecisionKind: ResolverTypeWrapper<Resolved<EffectDecisionKind>>;
  InternalDecideEffectAnswer: ResolverTypeWrapper<Resolved<InternalDecideEffectAnswer>>;
  InternalDecideEffectInput: ResolverTypeWrapper<Resolved<InternalDecideEffectInput>>;
  InternalEffectDecision: ResolverTypeWrapper<Resolved<InternalEffectDecision>>;
  InternalFulfilmentInput: ResolverTypeWrapper<Resolved<InternalFulfilmentInput>>;
  InternalFulfilmentsInput: ResolverTypeWrapper<Resolved<InternalFulfilmentsInput>>;
  InternalParkedEffect: ResolverTypeWrapper<Resolved<InternalParkedEffect>>;
  Money: ResolverTypeWrapper<Resolved<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<Resolved<Order>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Shipment: ResolverTypeWrapper<Resolved<Shipment>>;
  ShipmentStatus: ResolverTypeWrapper<Resolved<ShipmentStatus>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TrackResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TrackResult']>>;
  TrackingEvent: ResolverTypeWrapper<Resolved<TrackingEvent>>;
  TrackingNotFound: ResolverTypeWrapper<Resolved<TrackingNotFound>>;
  Int: ResolverTypeWrapper<Resolved<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Resolved<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Resolved<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Capability: Resolved<Capability>;
  Carrier: Resolved<Carrier>;
  ID: Resolved<Scalars['ID']['output']>;
  CarrierAmbiguous: Resolved<CarrierAmbiguous>;
  CarrierAnswer: Resolved<CarrierAnswer>;
  ChannelError: Resolved<ChannelError>;
  ChannelHealth: Resolved<ChannelHealth>;
  Float: Resolved<Scalars['Float']['output']>;
  ChannelOrder: Resolved<ChannelOrder | FederationReferenceTypes['ChannelOrder']>;
  CountryCode: Resolved<Scalars['CountryCode']['output']>;
  CurrencyCode: Resolved<Scalars['CurrencyCode']['output']>;
  DateTime: Resolved<Scalars['DateTime']['output']>;
  Decimal: Resolved<Scalars['Decimal']['output']>;
  DeliveryEstimate: Resolved<DeliveryEstimate>;
  DeliveryOption: Resolved<DeliveryOption>;
  DeliveryOptionsInput: Resolved<DeliveryOptionsInput>;
  DestinationInput: Resolved<DestinationInput>;
  InternalDecideEffectAnswer: Resolved<InternalDecideEffectAnswer>;
  InternalDecideEffectInput: Resolved<InternalDecideEffectInput>;
  InternalEffectDecision: Resolved<InternalEffectDecision>;
  InternalFulfilmentInput: Resolved<InternalFulfilmentInput>;
  InternalFulfilmentsInput: Resolved<InternalFulfilmentsInput>;
  InternalParkedEffect: Resolved<InternalParkedEffect>;
  Money: Resolved<Money>;
  Mutation: Record<PropertyKey, never>;
  Order: Resolved<Order | FederationReferenceTypes['Order']>;
  Query: Record<PropertyKey, never>;
  Shipment: Resolved<Shipment | FederationReferenceTypes['Shipment']>;
  Subscription: Record<PropertyKey, never>;
  TrackResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['TrackResult']>;
  TrackingEvent: Resolved<TrackingEvent>;
  TrackingNotFound: Resolved<TrackingNotFound>;
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

export type CapabilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Capability'] = ResolversParentTypes['Capability']> = {
  conformance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CarrierResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Carrier'] = ResolversParentTypes['Carrier']> = {
  capabilities?: Resolver<Array<ResolversTypes['Capability']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['ChannelHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CarrierAmbiguousResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CarrierAmbiguous'] = ResolversParentTypes['CarrierAmbiguous']> = {
  candidates?: Resolver<Array<ResolversTypes['Carrier']>, ParentType, ContextType>;
  trackingNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CarrierAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CarrierAnswer'] = ResolversParentTypes['CarrierAnswer']> = {
  carrier?: Resolver<ResolversTypes['Carrier'], ParentType, ContextType>;
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

export type ChannelOrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelOrder'] = ResolversParentTypes['ChannelOrder'], FederationReferenceType extends FederationReferenceTypes['ChannelOrder'] = FederationReferenceTypes['ChannelOrder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChannelOrder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  grant?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shipments?: Resolver<Maybe<Array<ResolversTypes['Shipment']>>, ParentType, ContextType>;
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

export type DeliveryOptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryOption'] = ResolversParentTypes['DeliveryOption']> = {
  carrier?: Resolver<ResolversTypes['Carrier'], ParentType, ContextType>;
  estimate?: Resolver<ResolversTypes['DeliveryEstimate'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  internalDecideEffect?: Resolver<ResolversTypes['InternalDecideEffectAnswer'], ParentType, ContextType, RequireFields<MutationInternalDecideEffectArgs, 'input'>>;
  internalObserveFulfilments?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalObserveFulfilmentsArgs, 'input'>>;
  internalObserveTracking?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalObserveTrackingArgs, 'carrierId' | 'tracking'>>;
};

export type OrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  grant?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shipments?: Resolver<Maybe<Array<ResolversTypes['Shipment']>>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  carriers?: Resolver<Array<ResolversTypes['Carrier']>, ParentType, ContextType>;
  deliveryOptions?: Resolver<Array<ResolversTypes['DeliveryOption']>, ParentType, ContextType, RequireFields<QueryDeliveryOptionsArgs, 'input'>>;
  internalEffectDecisions?: Resolver<Array<ResolversTypes['InternalEffectDecision']>, ParentType, ContextType, RequireFields<QueryInternalEffectDecisionsArgs, 'first'>>;
  internalParkedEffects?: Resolver<Array<ResolversTypes['InternalParkedEffect']>, ParentType, ContextType, RequireFields<QueryInternalParkedEffectsArgs, 'first'>>;
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType, RequireFields<QueryShipmentArgs, 'id'>>;
  track?: Resolver<ResolversTypes['TrackResult'], ParentType, ContextType, RequireFields<QueryTrackArgs, 'trackingNumber'>>;
};

export type ShipmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Shipment'] = ResolversParentTypes['Shipment'], FederationReferenceType extends FederationReferenceTypes['Shipment'] = FederationReferenceTypes['Shipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Shipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  carrier?: Resolver<ResolversTypes['Carrier'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  estimatedDelivery?: Resolver<Maybe<ResolversTypes['DeliveryEstimate']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['TrackingEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
  subStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trackingNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  shipmentUpdated?: SubscriptionResolver<ResolversTypes['Shipment'], "shipmentUpdated", ParentType, ContextType, RequireFields<SubscriptionShipmentUpdatedArgs, 'shipmentId'>>;
};

export type TrackResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrackResult'] = ResolversParentTypes['TrackResult']> = {
  __resolveType: TypeResolveFn<'CarrierAmbiguous' | 'Shipment' | 'TrackingNotFound', ParentType, ContextType>;
};

export type TrackingEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrackingEvent'] = ResolversParentTypes['TrackingEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
};

export type TrackingNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrackingNotFound'] = ResolversParentTypes['TrackingNotFound']> = {
  trackingNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tried?: Resolver<Array<ResolversTypes['CarrierAnswer']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Capability?: CapabilityResolvers<ContextType>;
  Carrier?: CarrierResolvers<ContextType>;
  CarrierAmbiguous?: CarrierAmbiguousResolvers<ContextType>;
  CarrierAnswer?: CarrierAnswerResolvers<ContextType>;
  ChannelError?: ChannelErrorResolvers<ContextType>;
  ChannelHealth?: ChannelHealthResolvers<ContextType>;
  ChannelOrder?: ChannelOrderResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeliveryEstimate?: DeliveryEstimateResolvers<ContextType>;
  DeliveryOption?: DeliveryOptionResolvers<ContextType>;
  InternalDecideEffectAnswer?: InternalDecideEffectAnswerResolvers<ContextType>;
  InternalEffectDecision?: InternalEffectDecisionResolvers<ContextType>;
  InternalParkedEffect?: InternalParkedEffectResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Shipment?: ShipmentResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TrackResult?: TrackResultResolvers<ContextType>;
  TrackingEvent?: TrackingEventResolvers<ContextType>;
  TrackingNotFound?: TrackingNotFoundResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
