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
  /** RFC 3339 with offset. */
  DateTime: { input: string; output: string; }
  /** Absolute http or https address. */
  URL: { input: string; output: string; }
};

/** What can be decided about a parked effect. */
export type EffectDecisionKind =
  | 'ABANDON'
  | 'MADE'
  | 'NOT_MADE'
  | 'RETRY';

/** What is wrong at this path of the input. */
export type InputProblem = {
  __typename?: 'InputProblem';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
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

/** Internal: something that happened to an aggregate; ids and states only. */
export type InternalEventInput = {
  at: Scalars['DateTime']['input'];
  /** JSON text. */
  data: Scalars['String']['input'];
  /** Names it, the same however often it is told. */
  key: Scalars['String']['input'];
  /** Whose the aggregate is, as viewerKey says. */
  ownerKey: Scalars['String']['input'];
  type: Scalars['String']['input'];
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
  /** The code that was sent to the address; orders that its guest placed now belong to the account. */
  confirmSignUp: SignInResult;
  /** API clients and staff. */
  createWebhookEndpoint: WebhookEndpointCreated;
  /** false when there was no such endpoint. */
  deleteWebhookEndpoint: Scalars['Boolean']['output'];
  /** Internal: a person decided about something that waits here. */
  internalDecideEffect: InternalDecideEffectAnswer;
  /** Internal: something happened that integrators may want to hear of; the same key records it once. */
  internalRecordEvent: Scalars['Boolean']['output'];
  /** Internal: a message to a person through the message port; the same key sends it once. */
  internalSendMessage: Scalars['Boolean']['output'];
  /** New tokens for a refresh token, which is used up. */
  refresh: SignInResult;
  /** Sends again what was recorded since (also what was held back while the endpoint was off); returns how many. `after`: an eventId, and only what was recorded after that event is sent. Events are kept for thirty days. */
  replayWebhooks: Scalars['Int']['output'];
  /** A new signing secret; the one before it signs as well for another day. */
  rotateWebhookSecret: WebhookEndpointCreated;
  /** Slows down and stops after wrong tries. */
  signIn: SignInResult;
  /** Ends the session of this refresh token. */
  signOut: Scalars['Boolean']['output'];
  /** The answer is the same whether or not the address is known. */
  signUp: SignUpResult;
  /** Sends a `webhook.test` event now and tells what came of it. */
  testWebhookEndpoint: WebhookDelivery;
  /** Another address, other events, off or on again. What is left out stays. */
  updateWebhookEndpoint: WebhookEndpoint;
};


export type MutationConfirmSignUpArgs = {
  code: Scalars['String']['input'];
  email: Scalars['String']['input'];
};


export type MutationCreateWebhookEndpointArgs = {
  input: WebhookEndpointInput;
};


export type MutationDeleteWebhookEndpointArgs = {
  id: Scalars['ID']['input'];
};


export type MutationInternalDecideEffectArgs = {
  input: InternalDecideEffectInput;
};


export type MutationInternalRecordEventArgs = {
  input: InternalEventInput;
};


export type MutationInternalSendMessageArgs = {
  idempotencyKey: Scalars['String']['input'];
  text: Scalars['String']['input'];
  to: Scalars['String']['input'];
};


export type MutationRefreshArgs = {
  refreshToken: Scalars['String']['input'];
};


export type MutationReplayWebhooksArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  endpointId: Scalars['ID']['input'];
  since: Scalars['DateTime']['input'];
};


export type MutationRotateWebhookSecretArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignOutArgs = {
  refreshToken: Scalars['String']['input'];
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationTestWebhookEndpointArgs = {
  id: Scalars['ID']['input'];
};


export type MutationUpdateWebhookEndpointArgs = {
  id: Scalars['ID']['input'];
  input: UpdateWebhookEndpointInput;
};

export type Query = {
  __typename?: 'Query';
  /** Internal: what people decided here. */
  internalEffectDecisions: Array<InternalEffectDecision>;
  /** Internal: what waits for a person here. */
  internalParkedEffects: Array<InternalParkedEffect>;
  /** Who is asking, as the credentials prove it. */
  viewer: Viewer;
  /** API clients and staff: their own. */
  webhookEndpoints: Array<WebhookEndpoint>;
};


export type QueryInternalEffectDecisionsArgs = {
  first: Scalars['Int']['input'];
};


export type QueryInternalParkedEffectsArgs = {
  first: Scalars['Int']['input'];
};

/** What proves who it is. */
export type SignInInput = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

/** Not signed in; retryAfterMs when there were too many tries. */
export type SignInRefused = {
  __typename?: 'SignInRefused';
  message: Scalars['String']['output'];
  retryAfterMs?: Maybe<Scalars['Int']['output']>;
};

/** Tokens, or a no that does not tell whether the address is known. */
export type SignInResult = SignInRefused | SignedIn;

/** A new account. */
export type SignUpInput = {
  email: Scalars['String']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  password: Scalars['String']['input'];
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** The address or the password cannot be taken as they are (never: is taken). */
export type SignUpRefused = {
  __typename?: 'SignUpRefused';
  message: Scalars['String']['output'];
  problems: Array<InputProblem>;
};

/** Started, or what is wrong with the input. */
export type SignUpResult = SignUpRefused | SignUpStarted;

/** If the address can be had, a code is on its way to it. */
export type SignUpStarted = {
  __typename?: 'SignUpStarted';
  message: Scalars['String']['output'];
};

/** Tokens for this viewer. */
export type SignedIn = {
  __typename?: 'SignedIn';
  /** For `Authorization: Bearer`; an hour at most. */
  accessToken: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
  /** Good for one `refresh`, which gives the next. */
  refreshToken: Scalars['String']['output'];
  viewer: Viewer;
};

/** What is to be otherwise. */
export type UpdateWebhookEndpointInput = {
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  events?: InputMaybe<Array<Scalars['String']['input']>>;
  url?: InputMaybe<Scalars['URL']['input']>;
};

/** Who is asking. */
export type Viewer = {
  __typename?: 'Viewer';
  email?: Maybe<Scalars['String']['output']>;
  id?: Maybe<Scalars['ID']['output']>;
  kind: ViewerKind;
  name?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  roles: Array<Scalars['String']['output']>;
  scopes: Array<Scalars['String']['output']>;
};

/** What the credentials make of the viewer. */
export type ViewerKind =
  | 'ANONYMOUS'
  | 'API_CLIENT'
  | 'SHOPPER'
  | 'STAFF';

/** One try to deliver one event. */
export type WebhookDelivery = {
  __typename?: 'WebhookDelivery';
  at: Scalars['DateTime']['output'];
  attempt: Scalars['Int']['output'];
  delivered: Scalars['Boolean']['output'];
  /** Why not, in a few words. */
  error?: Maybe<Scalars['String']['output']>;
  event: Scalars['String']['output'];
  eventId: Scalars['ID']['output'];
  id: Scalars['ID']['output'];
  /** When it is tried again; null when it is not, or was since. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** HTTP status of the answer; null when there was none. */
  status?: Maybe<Scalars['Int']['output']>;
};

/** Where our events are sent. */
export type WebhookEndpoint = {
  __typename?: 'WebhookEndpoint';
  /** Newest first. */
  deliveries: Array<WebhookDelivery>;
  /** false: switched off by its owner, or given up (see givenUpAt). */
  enabled: Scalars['Boolean']['output'];
  events: Array<Scalars['String']['output']>;
  /** When it was switched off because an event was not taken in all its tries; null while it was not. */
  givenUpAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why. */
  givenUpReason?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  url: Scalars['URL']['output'];
};


/** Where our events are sent. */
export type WebhookEndpointDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The signing secret is shown this once. */
export type WebhookEndpointCreated = {
  __typename?: 'WebhookEndpointCreated';
  endpoint: WebhookEndpoint;
  secret: Scalars['String']['output'];
};

/** Where to send which events. */
export type WebhookEndpointInput = {
  events: Array<Scalars['String']['input']>;
  url: Scalars['URL']['input'];
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



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  SignInResult:
    | ( Resolved<SignInRefused> )
    | ( Resolved<SignedIn> )
  ;
  SignUpResult:
    | ( Resolved<SignUpRefused> )
    | ( Resolved<SignUpStarted> )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Resolved<Scalars['DateTime']['output']>>;
  EffectDecisionKind: ResolverTypeWrapper<Resolved<EffectDecisionKind>>;
  InputProblem: ResolverTypeWrapper<Resolved<InputProblem>>;
  InternalDecideEffectAnswer: ResolverTypeWrapper<Resolved<InternalDecideEffectAnswer>>;
  InternalDecideEffectInput: ResolverTypeWrapper<Resolved<InternalDecideEffectInput>>;
  InternalEffectDecision: ResolverTypeWrapper<Resolved<InternalEffectDecision>>;
  InternalEventInput: ResolverTypeWrapper<Resolved<InternalEventInput>>;
  InternalParkedEffect: ResolverTypeWrapper<Resolved<InternalParkedEffect>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Resolved<Scalars['ID']['output']>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SignInInput: ResolverTypeWrapper<Resolved<SignInInput>>;
  SignInRefused: ResolverTypeWrapper<Resolved<SignInRefused>>;
  SignInResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>>;
  SignUpInput: ResolverTypeWrapper<Resolved<SignUpInput>>;
  SignUpRefused: ResolverTypeWrapper<Resolved<SignUpRefused>>;
  SignUpResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpResult']>>;
  SignUpStarted: ResolverTypeWrapper<Resolved<SignUpStarted>>;
  SignedIn: ResolverTypeWrapper<Resolved<SignedIn>>;
  URL: ResolverTypeWrapper<Resolved<Scalars['URL']['output']>>;
  UpdateWebhookEndpointInput: ResolverTypeWrapper<Resolved<UpdateWebhookEndpointInput>>;
  Viewer: ResolverTypeWrapper<Resolved<Viewer>>;
  ViewerKind: ResolverTypeWrapper<Resolved<ViewerKind>>;
  WebhookDelivery: ResolverTypeWrapper<Resolved<WebhookDelivery>>;
  WebhookEndpoint: ResolverTypeWrapper<Resolved<WebhookEndpoint>>;
  WebhookEndpointCreated: ResolverTypeWrapper<Resolved<WebhookEndpointCreated>>;
  WebhookEndpointInput: ResolverTypeWrapper<Resolved<WebhookEndpointInput>>;
  Int: ResolverTypeWrapper<Resolved<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Resolved<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Resolved<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Resolved<Scalars['DateTime']['output']>;
  InputProblem: Resolved<InputProblem>;
  InternalDecideEffectAnswer: Resolved<InternalDecideEffectAnswer>;
  InternalDecideEffectInput: Resolved<InternalDecideEffectInput>;
  InternalEffectDecision: Resolved<InternalEffectDecision>;
  InternalEventInput: Resolved<InternalEventInput>;
  InternalParkedEffect: Resolved<InternalParkedEffect>;
  Mutation: Record<PropertyKey, never>;
  ID: Resolved<Scalars['ID']['output']>;
  Query: Record<PropertyKey, never>;
  SignInInput: Resolved<SignInInput>;
  SignInRefused: Resolved<SignInRefused>;
  SignInResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['SignInResult']>;
  SignUpInput: Resolved<SignUpInput>;
  SignUpRefused: Resolved<SignUpRefused>;
  SignUpResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['SignUpResult']>;
  SignUpStarted: Resolved<SignUpStarted>;
  SignedIn: Resolved<SignedIn>;
  URL: Resolved<Scalars['URL']['output']>;
  UpdateWebhookEndpointInput: Resolved<UpdateWebhookEndpointInput>;
  Viewer: Resolved<Viewer>;
  WebhookDelivery: Resolved<WebhookDelivery>;
  WebhookEndpoint: Resolved<WebhookEndpoint>;
  WebhookEndpointCreated: Resolved<WebhookEndpointCreated>;
  WebhookEndpointInput: Resolved<WebhookEndpointInput>;
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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type InputProblemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputProblem'] = ResolversParentTypes['InputProblem']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
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

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  confirmSignUp?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationConfirmSignUpArgs, 'code' | 'email'>>;
  createWebhookEndpoint?: Resolver<ResolversTypes['WebhookEndpointCreated'], ParentType, ContextType, RequireFields<MutationCreateWebhookEndpointArgs, 'input'>>;
  deleteWebhookEndpoint?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteWebhookEndpointArgs, 'id'>>;
  internalDecideEffect?: Resolver<ResolversTypes['InternalDecideEffectAnswer'], ParentType, ContextType, RequireFields<MutationInternalDecideEffectArgs, 'input'>>;
  internalRecordEvent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalRecordEventArgs, 'input'>>;
  internalSendMessage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalSendMessageArgs, 'idempotencyKey' | 'text' | 'to'>>;
  refresh?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationRefreshArgs, 'refreshToken'>>;
  replayWebhooks?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationReplayWebhooksArgs, 'endpointId' | 'since'>>;
  rotateWebhookSecret?: Resolver<ResolversTypes['WebhookEndpointCreated'], ParentType, ContextType, RequireFields<MutationRotateWebhookSecretArgs, 'id'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationSignOutArgs, 'refreshToken'>>;
  signUp?: Resolver<ResolversTypes['SignUpResult'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  testWebhookEndpoint?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType, RequireFields<MutationTestWebhookEndpointArgs, 'id'>>;
  updateWebhookEndpoint?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType, RequireFields<MutationUpdateWebhookEndpointArgs, 'id' | 'input'>>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  internalEffectDecisions?: Resolver<Array<ResolversTypes['InternalEffectDecision']>, ParentType, ContextType, RequireFields<QueryInternalEffectDecisionsArgs, 'first'>>;
  internalParkedEffects?: Resolver<Array<ResolversTypes['InternalParkedEffect']>, ParentType, ContextType, RequireFields<QueryInternalParkedEffectsArgs, 'first'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  webhookEndpoints?: Resolver<Array<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export type SignInRefusedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignInRefused'] = ResolversParentTypes['SignInRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignInResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignInResult'] = ResolversParentTypes['SignInResult']> = {
  __resolveType: TypeResolveFn<'SignInRefused' | 'SignedIn', ParentType, ContextType>;
};

export type SignUpRefusedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignUpRefused'] = ResolversParentTypes['SignUpRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['InputProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignUpResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignUpResult'] = ResolversParentTypes['SignUpResult']> = {
  __resolveType: TypeResolveFn<'SignUpRefused' | 'SignUpStarted', ParentType, ContextType>;
};

export type SignUpStartedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignUpStarted'] = ResolversParentTypes['SignUpStarted']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignedInResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SignedIn'] = ResolversParentTypes['SignedIn']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ViewerKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  delivered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookEndpointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WebhookEndpoint'] = ResolversParentTypes['WebhookEndpoint']> = {
  deliveries?: Resolver<Array<ResolversTypes['WebhookDelivery']>, ParentType, ContextType, RequireFields<WebhookEndpointDeliveriesArgs, 'first'>>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  givenUpAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  givenUpReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type WebhookEndpointCreatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WebhookEndpointCreated'] = ResolversParentTypes['WebhookEndpointCreated']> = {
  endpoint?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  DateTime?: GraphQLScalarType;
  InputProblem?: InputProblemResolvers<ContextType>;
  InternalDecideEffectAnswer?: InternalDecideEffectAnswerResolvers<ContextType>;
  InternalEffectDecision?: InternalEffectDecisionResolvers<ContextType>;
  InternalParkedEffect?: InternalParkedEffectResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SignInRefused?: SignInRefusedResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignUpRefused?: SignUpRefusedResolvers<ContextType>;
  SignUpResult?: SignUpResultResolvers<ContextType>;
  SignUpStarted?: SignUpStartedResolvers<ContextType>;
  SignedIn?: SignedInResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Viewer?: ViewerResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  WebhookEndpointCreated?: WebhookEndpointCreatedResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
