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
  /** ISO 4217. */
  CurrencyCode: { input: string; output: string; }
  /** RFC 3339 with offset. */
  DateTime: { input: string; output: string; }
  /** Absolute http or https address. */
  URL: { input: string; output: string; }
};

/** Whether an account's owner has consented, and still does. */
export type AuthorisationState =
  | 'CONNECTED'
  /** Nobody has consented yet (a token in the settings may serve all the same). */
  | 'NOT_CONNECTED'
  /** The vendor takes the credentials no more: the owner has to consent again. */
  | 'RECONNECT';

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

/** One configured vendor account. */
export type Connection = {
  __typename?: 'Connection';
  /** The word in configuration, with the vendor's API version it speaks. */
  adapter: Scalars['String']['output'];
  /** Null for accounts that are connected by their settings. */
  authorisation?: Maybe<ConnectionAuthorisation>;
  capabilities: Array<Capability>;
  /** The version of the adapter contract it was written for. */
  contract: Scalars['String']['output'];
  health: ChannelHealth;
  id: Scalars['ID']['output'];
  kind: ConnectionKind;
  name: Scalars['String']['output'];
  vendorApi: Scalars['String']['output'];
};

/** How an account stands that is connected by its owner's consent. */
export type ConnectionAuthorisation = {
  __typename?: 'ConnectionAuthorisation';
  connectedAt?: Maybe<Scalars['DateTime']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  refreshedAt?: Maybe<Scalars['DateTime']['output']>;
  state: AuthorisationState;
};

/** Where the owner's browser has to go. */
export type ConnectionConsent = {
  __typename?: 'ConnectionConsent';
  expiresAt: Scalars['DateTime']['output'];
  url: Scalars['URL']['output'];
};

/** What an account does for us: sells, delivers, or takes money. */
export type ConnectionKind =
  | 'CARRIER'
  | 'CHANNEL'
  | 'PAYMENT';

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

export type Mutation = {
  __typename?: 'Mutation';
  /** Staff: begins to connect an account by its owner's consent. The owner opens `url` within ten minutes and is sent back to /connect/ID. */
  connectAccount: ConnectionConsent;
  /** Staff: forgets the account's credentials. False when there were none. */
  disconnectAccount: Scalars['Boolean']['output'];
  /** Internal: a person decided about something that waits here. */
  internalDecideEffect: InternalDecideEffectAnswer;
  /** Staff: sends no new orders to the channel, finishes what is under way. Orders that come meanwhile wait for their turn. */
  pauseChannel: Channel;
  /** Staff: sends orders again, those that waited first, in the order in which they were placed. */
  resumeChannel: Channel;
};


export type MutationConnectAccountArgs = {
  connectionId: Scalars['ID']['input'];
  kind?: ConnectionKind;
};


export type MutationDisconnectAccountArgs = {
  connectionId: Scalars['ID']['input'];
  kind?: ConnectionKind;
};


export type MutationInternalDecideEffectArgs = {
  input: InternalDecideEffectInput;
};


export type MutationPauseChannelArgs = {
  channelId: Scalars['ID']['input'];
  note: Scalars['String']['input'];
};


export type MutationResumeChannelArgs = {
  channelId: Scalars['ID']['input'];
  note: Scalars['String']['input'];
};

export type Query = {
  __typename?: 'Query';
  /** One of them. */
  channel?: Maybe<Channel>;
  /** Every connected channel. */
  channels: Array<Channel>;
  /** Staff: every configured account (channels, carriers, payment providers) as its operator sees it. */
  connections: Array<Connection>;
  /** Internal: what people decided here. */
  internalEffectDecisions: Array<InternalEffectDecision>;
  /** Internal: what waits for a person here. */
  internalParkedEffects: Array<InternalParkedEffect>;
  /** Internal: channels that take no new orders, as the store says. */
  internalPausedChannels: Array<Scalars['ID']['output']>;
};


export type QueryChannelArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInternalEffectDecisionsArgs = {
  first: Scalars['Int']['input'];
};


export type QueryInternalParkedEffectsArgs = {
  first: Scalars['Int']['input'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AuthorisationState: ResolverTypeWrapper<Resolved<AuthorisationState>>;
  Capability: ResolverTypeWrapper<Resolved<Capability>>;
  Channel: ResolverTypeWrapper<Resolved<Channel>>;
  ID: ResolverTypeWrapper<Resolved<Scalars['ID']['output']>>;
  ChannelHealth: ResolverTypeWrapper<Resolved<ChannelHealth>>;
  Float: ResolverTypeWrapper<Resolved<Scalars['Float']['output']>>;
  ChannelKind: ResolverTypeWrapper<Resolved<ChannelKind>>;
  ChannelState: ResolverTypeWrapper<Resolved<ChannelState>>;
  Connection: ResolverTypeWrapper<Resolved<Connection>>;
  ConnectionAuthorisation: ResolverTypeWrapper<Resolved<ConnectionAuthorisation>>;
  ConnectionConsent: ResolverTypeWrapper<Resolved<ConnectionConsent>>;
  ConnectionKind: ResolverTypeWrapper<Resolved<ConnectionKind>>;
  CurrencyCode: ResolverTypeWrapper<Resolved<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Resolved<Scalars['DateTime']['output']>>;
  EffectDecisionKind: ResolverTypeWrapper<Resolved<EffectDecisionKind>>;
  InternalDecideEffectAnswer: ResolverTypeWrapper<Resolved<InternalDecideEffectAnswer>>;
  InternalDecideEffectInput: ResolverTypeWrapper<Resolved<InternalDecideEffectInput>>;
  InternalEffectDecision: ResolverTypeWrapper<Resolved<InternalEffectDecision>>;
  InternalParkedEffect: ResolverTypeWrapper<Resolved<InternalParkedEffect>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Resolved<Scalars['URL']['output']>>;
  Int: ResolverTypeWrapper<Resolved<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Resolved<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Resolved<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Capability: Resolved<Capability>;
  Channel: Resolved<Channel>;
  ID: Resolved<Scalars['ID']['output']>;
  ChannelHealth: Resolved<ChannelHealth>;
  Float: Resolved<Scalars['Float']['output']>;
  Connection: Resolved<Connection>;
  ConnectionAuthorisation: Resolved<ConnectionAuthorisation>;
  ConnectionConsent: Resolved<ConnectionConsent>;
  CurrencyCode: Resolved<Scalars['CurrencyCode']['output']>;
  DateTime: Resolved<Scalars['DateTime']['output']>;
  InternalDecideEffectAnswer: Resolved<InternalDecideEffectAnswer>;
  InternalDecideEffectInput: Resolved<InternalDecideEffectInput>;
  InternalEffectDecision: Resolved<InternalEffectDecision>;
  InternalParkedEffect: Resolved<InternalParkedEffect>;
  Mutation: Record<PropertyKey, never>;
  Query: Record<PropertyKey, never>;
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

export type ChannelHealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelHealth'] = ResolversParentTypes['ChannelHealth']> = {
  budgetLeft?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  errorRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ChannelState'], ParentType, ContextType>;
};

export type ConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Connection'] = ResolversParentTypes['Connection']> = {
  adapter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  authorisation?: Resolver<Maybe<ResolversTypes['ConnectionAuthorisation']>, ParentType, ContextType>;
  capabilities?: Resolver<Array<ResolversTypes['Capability']>, ParentType, ContextType>;
  contract?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['ChannelHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ConnectionKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vendorApi?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConnectionAuthorisationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConnectionAuthorisation'] = ResolversParentTypes['ConnectionAuthorisation']> = {
  connectedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refreshedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AuthorisationState'], ParentType, ContextType>;
};

export type ConnectionConsentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConnectionConsent'] = ResolversParentTypes['ConnectionConsent']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

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

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  connectAccount?: Resolver<ResolversTypes['ConnectionConsent'], ParentType, ContextType, RequireFields<MutationConnectAccountArgs, 'connectionId' | 'kind'>>;
  disconnectAccount?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDisconnectAccountArgs, 'connectionId' | 'kind'>>;
  internalDecideEffect?: Resolver<ResolversTypes['InternalDecideEffectAnswer'], ParentType, ContextType, RequireFields<MutationInternalDecideEffectArgs, 'input'>>;
  pauseChannel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType, RequireFields<MutationPauseChannelArgs, 'channelId' | 'note'>>;
  resumeChannel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType, RequireFields<MutationResumeChannelArgs, 'channelId' | 'note'>>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  channel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType, RequireFields<QueryChannelArgs, 'id'>>;
  channels?: Resolver<Array<ResolversTypes['Channel']>, ParentType, ContextType>;
  connections?: Resolver<Array<ResolversTypes['Connection']>, ParentType, ContextType>;
  internalEffectDecisions?: Resolver<Array<ResolversTypes['InternalEffectDecision']>, ParentType, ContextType, RequireFields<QueryInternalEffectDecisionsArgs, 'first'>>;
  internalParkedEffects?: Resolver<Array<ResolversTypes['InternalParkedEffect']>, ParentType, ContextType, RequireFields<QueryInternalParkedEffectsArgs, 'first'>>;
  internalPausedChannels?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type Resolvers<ContextType = RequestContext> = {
  Capability?: CapabilityResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  ChannelHealth?: ChannelHealthResolvers<ContextType>;
  Connection?: ConnectionResolvers<ContextType>;
  ConnectionAuthorisation?: ConnectionAuthorisationResolvers<ContextType>;
  ConnectionConsent?: ConnectionConsentResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  InternalDecideEffectAnswer?: InternalDecideEffectAnswerResolvers<ContextType>;
  InternalEffectDecision?: InternalEffectDecisionResolvers<ContextType>;
  InternalParkedEffect?: InternalParkedEffectResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  URL?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
