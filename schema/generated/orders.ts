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

/** Who acts. */
export type Actor =
  | 'BUYER'
  | 'CARRIER'
  | 'CHANNEL'
  | 'ONEBASKET'
  | 'PAYMENT_PROVIDER'
  | 'STAFF';

/** Where it goes. */
export type Address = {
  __typename?: 'Address';
  city: Scalars['String']['output'];
  country: Scalars['CountryCode']['output'];
  district?: Maybe<Scalars['String']['output']>;
  line1: Scalars['String']['output'];
  line2?: Maybe<Scalars['String']['output']>;
  postalCode?: Maybe<Scalars['String']['output']>;
  region?: Maybe<Scalars['String']['output']>;
};

/** Where it goes, as it is told to the channel. */
export type AddressInput = {
  city: Scalars['String']['input'];
  country: Scalars['CountryCode']['input'];
  district?: InputMaybe<Scalars['String']['input']>;
  line1: Scalars['String']['input'];
  line2?: InputMaybe<Scalars['String']['input']>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
};

/** An after-sale case, with one owner and a clock. */
export type AfterSaleCase = {
  __typename?: 'AfterSaleCase';
  /** The channel's own number of it, where the channel has taken it on. */
  channelCaseId?: Maybe<Scalars['String']['output']>;
  /** The clause of the policy that grants it, as it was then. */
  clause: Scalars['String']['output'];
  description?: Maybe<Scalars['String']['output']>;
  /** By when its owner must act. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  evidence: Array<Scalars['URL']['output']>;
  id: Scalars['ID']['output'];
  kind: AfterSaleKind;
  lines: Array<AfterSaleLine>;
  /** The receipt: for people, unguessable. */
  number: Scalars['String']['output'];
  order: Order;
  owner: Scalars['String']['output'];
  part: ChannelOrder;
  reason: Scalars['String']['output'];
  /** On its way back, or gone back. */
  refund?: Maybe<Money>;
  returnPaidBy: AfterSalePayer;
  status: AfterSaleStatus;
  timeline: Array<OrderEvent>;
};

/** What is wrong with which lines, and what is asked for. */
export type AfterSaleInput = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  evidence?: InputMaybe<Array<Scalars['URL']['input']>>;
  idempotencyKey: Scalars['ID']['input'];
  kind: AfterSaleKind;
  lines: Array<AfterSaleLineInput>;
  orderId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** What the buyer asks for. */
export type AfterSaleKind =
  | 'COMPENSATION'
  | 'EXCHANGE'
  | 'REFUND_ONLY'
  | 'REPAIR'
  | 'RETURN_AND_REFUND';

/** So many pieces of a line. */
export type AfterSaleLine = {
  __typename?: 'AfterSaleLine';
  line: OrderLine;
  quantity: Scalars['Int']['output'];
};

/** So many pieces of this line. */
export type AfterSaleLineInput = {
  lineId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
};

/** Moved, or there already; a refund is on its way first. */
export type AfterSaleMoved = {
  __typename?: 'AfterSaleMoved';
  case: AfterSaleCase;
};

/** The policy says no, by this clause. */
export type AfterSaleNotEligible = {
  __typename?: 'AfterSaleNotEligible';
  clause: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** It stays as it is, and why. */
export type AfterSaleNotMoved = {
  __typename?: 'AfterSaleNotMoved';
  case: AfterSaleCase;
  reason: Scalars['String']['output'];
};

/** A case was opened. */
export type AfterSaleOpened = {
  __typename?: 'AfterSaleOpened';
  case: AfterSaleCase;
};

/** Who pays for sending goods back. */
export type AfterSalePayer =
  | 'BUYER'
  | 'SELLER';

/** A case, or the clause that rules it out. */
export type AfterSaleResult = AfterSaleNotEligible | AfterSaleOpened | IdempotencyConflict;

/** One clause of the after-sale policy. */
export type AfterSaleRule = {
  __typename?: 'AfterSaleRule';
  /** Only for these; empty: for all. */
  categories: Array<Scalars['String']['output']>;
  exceptCategories: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  kinds: Array<AfterSaleKind>;
  /** The shipping goes back too when everything of a part does. */
  refundsShipping: Scalars['Boolean']['output'];
  returnPaidBy: AfterSalePayer;
  text?: Maybe<Scalars['String']['output']>;
  /** Days from delivery; from placing, as long as nothing is delivered. */
  withinDays: Scalars['Int']['output'];
};

/** Where a case stands. */
export type AfterSaleStatus =
  | 'APPROVED'
  | 'CLOSED'
  | 'DISPUTED'
  | 'EXCHANGED'
  | 'INSPECTED'
  | 'IN_TRANSIT'
  | 'OPEN'
  | 'PICKUP_ARRANGED'
  | 'RECEIVED'
  | 'REFUNDED'
  | 'REJECTED'
  | 'RULED';

/** A named property as the channel states it. */
export type Attribute = {
  __typename?: 'Attribute';
  name: Scalars['String']['output'];
  unit?: Maybe<Scalars['String']['output']>;
  value: Scalars['String']['output'];
};

/** Exactly one of listingId (this offer) or productId (any channel). */
export type BasketLineInput = {
  listing?: InputMaybe<ListingLineInput>;
  product?: InputMaybe<ProductLineInput>;
};

export type BasketPlan = {
  __typename?: 'BasketPlan';
  id: Scalars['ID']['output'];
};

/** What the buyer's past orders say: 0 to 100; a stranger has 50. */
export type BuyerCredit = {
  __typename?: 'BuyerCredit';
  inputs: CreditInputs;
  score: Scalars['Int']['output'];
};

/** accessToken: for guests, as PlacedOrder gave it. */
export type CancelOrderInput = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['ID']['input'];
  /** Only these lines. */
  lineIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  note?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
  /** Only this part. */
  partId?: InputMaybe<Scalars['ID']['input']>;
  reason: CancelReason;
};

/** What came of a cancellation. */
export type CancelOrderResult = CancelRequested | IdempotencyConflict | NotCancellable | OrderCancelled;

/** Why the buyer cancels. */
export type CancelReason =
  | 'CHANGED_MIND'
  | 'FOUND_CHEAPER'
  | 'OTHER'
  | 'PAYMENT_PROBLEM'
  | 'TOO_SLOW'
  | 'WRONG_ADDRESS'
  | 'WRONG_ITEM';

/** The channel was asked; order and orderUpdated tell the end. */
export type CancelRequested = {
  __typename?: 'CancelRequested';
  order: Order;
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

/** The part of an order that one channel and seller fulfils. */
export type ChannelOrder = {
  __typename?: 'ChannelOrder';
  channel: Channel;
  /** The channel's own number, once it has one. */
  externalId?: Maybe<Scalars['String']['output']>;
  /** What went wrong on the way; the outcome is in status. */
  failure?: Maybe<ChannelError>;
  /** Internal: what lets a guest's token travel with the entity from one subgraph to the next; empty for signed-in viewers. */
  grant: Scalars['String']['output'];
  /** Where the shopper finishes this part. */
  handoff?: Maybe<Handoff>;
  id: Scalars['ID']['output'];
  lines: Array<OrderLine>;
  /** What the channel said no to, in its own words and ours. */
  refusal?: Maybe<Refusal>;
  seller?: Maybe<Seller>;
  status: ChannelOrderStatus;
  total: Money;
};

/** Where a part stands. UNKNOWN: it was sent and no answer came; the channel is asked before anything repeats. */
export type ChannelOrderStatus =
  | 'ACCEPTED'
  | 'AWAITING_HANDOFF'
  | 'CANCELLED'
  | 'CANCELLING'
  | 'COMPLETED'
  | 'DELIVERED'
  | 'FAILED'
  | 'PENDING'
  | 'PLACED'
  | 'PLACING'
  | 'REFUNDED'
  | 'SHIPPED'
  | 'UNKNOWN';

/** Whether a connection is called, and how it answers. */
export type ChannelState =
  | 'DEGRADED'
  | 'DOWN'
  | 'OPEN_CIRCUIT'
  | 'PAUSED'
  | 'UP';

/** Which order the buyer came back for, and what the provider handed over. */
export type ConfirmPaymentInput = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
  token?: InputMaybe<Scalars['String']['input']>;
};

/** Who ordered. */
export type Contact = {
  __typename?: 'Contact';
  email?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  phone?: Maybe<Scalars['String']['output']>;
};

/** phone, email or both; a channel that needs the missing one refuses with InvalidOrder and the path. */
export type ContactInput = {
  email?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** What the score was made of: numbers of orders, and for how long the buyer is known. */
export type CreditInputs = {
  __typename?: 'CreditInputs';
  cancelled: Scalars['Int']['output'];
  daysKnown: Scalars['Int']['output'];
  declined: Scalars['Int']['output'];
  kept: Scalars['Int']['output'];
  refunded: Scalars['Int']['output'];
  rejected: Scalars['Int']['output'];
};

/** `note` says why: it stays in the audit trail. */
export type DecideEffectInput = {
  id: Scalars['ID']['input'];
  note: Scalars['String']['input'];
};

/** Decided, or why it cannot be. */
export type DecideEffectResult = EffectDecided | EffectNotDecided;

/** The decision and why. */
export type DecideReviewInput = {
  decision: ReviewDecision;
  note: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
};

/** What came of a claim or a decision. */
export type DecideReviewResult = NotInReview | ReviewBlocked | ReviewClaimed | ReviewDecided | SecondApprovalNeeded;

/** How many differences of one kind. */
export type DifferenceCount = {
  __typename?: 'DifferenceCount';
  count: Scalars['Int']['output'];
  kind: DifferenceKind;
  meaning: Scalars['String']['output'];
};

/** Every way in which two sides can differ, or not be compared although they should have been. */
export type DifferenceKind =
  | 'AMOUNT_DIFFERS'
  | 'CURRENCY_DIFFERS'
  | 'LINES_DIFFER'
  | 'MISSING_HERE'
  | 'MISSING_THERE'
  | 'NOT_ANSWERED'
  | 'NOT_CONFIGURED'
  | 'REFUND_DIFFERS'
  | 'STATE_AHEAD'
  | 'STATE_BEHIND'
  | 'STATE_CONFLICT'
  | 'UNKNOWN_THERE';

/** What is compared: a part with its channel's order, a payment with its provider's, a parcel with its carrier's. */
export type DifferenceSubject =
  | 'ORDER'
  | 'PARCEL'
  | 'PAYMENT';

/** What follows from it is under way. */
export type EffectDecided = {
  __typename?: 'EffectDecided';
  decision: EffectDecision;
};

/** Who decided what, when and why. */
export type EffectDecision = {
  __typename?: 'EffectDecision';
  aggregateId: Scalars['ID']['output'];
  at: Scalars['DateTime']['output'];
  /** Who, such as `staff:…` or `api_client:…`. */
  by: Scalars['String']['output'];
  decision: EffectDecisionKind;
  /** The parked effect's id. */
  effect: Scalars['ID']['output'];
  effectId: Scalars['String']['output'];
  externalId?: Maybe<Scalars['String']['output']>;
  kind: Scalars['String']['output'];
  note: Scalars['String']['output'];
  subgraph: Scalars['String']['output'];
};

/** What can be decided about a parked effect. */
export type EffectDecisionKind =
  | 'ABANDON'
  | 'MADE'
  | 'NOT_MADE'
  | 'RETRY';

/** Nothing changed. */
export type EffectNotDecided = {
  __typename?: 'EffectNotDecided';
  reason: Scalars['String']['output'];
};

/** The shopper finishes this part on the channel's own page. */
export type Handoff = {
  __typename?: 'Handoff';
  /** By what the channel's report names the purchase; null where the order's own key does. */
  attribution?: Maybe<Scalars['String']['output']>;
  channel: Channel;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  lines: Array<OrderLine>;
  /** All links where no single page takes the whole part; empty when `url` does. */
  links: Array<HandoffLink>;
  /** For people with the channel's app: the text to paste there; null where the channel has none. */
  shareText?: Maybe<Scalars['String']['output']>;
  url: Scalars['URL']['output'];
};

/** The page of the channel for some of the lines. */
export type HandoffLink = {
  __typename?: 'HandoffLink';
  lines: Array<OrderLine>;
  shareText?: Maybe<Scalars['String']['output']>;
  url: Scalars['URL']['output'];
};

/** existing: only for the viewer whose order it is. */
export type IdempotencyConflict = {
  __typename?: 'IdempotencyConflict';
  existing?: Maybe<Order>;
  idempotencyKey: Scalars['ID']['output'];
};

/** As far as the channel tells it. */
export type IncomingAddressInput = {
  city?: InputMaybe<Scalars['String']['input']>;
  country: Scalars['CountryCode']['input'];
  district?: InputMaybe<Scalars['String']['input']>;
  line1: Scalars['String']['input'];
  line2?: InputMaybe<Scalars['String']['input']>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
};

/** One line of it. */
export type IncomingLineInput = {
  externalId: Scalars['String']['input'];
  quantity: Scalars['Int']['input'];
  title?: InputMaybe<Scalars['String']['input']>;
  unitPrice: Scalars['Decimal']['input'];
};

/** An order of a channel as its merchant has it. Paid there; amounts in its one currency. */
export type IncomingOrderInput = {
  address: IncomingAddressInput;
  contact: ContactInput;
  currency: Scalars['CurrencyCode']['input'];
  /** Under which id the channel has it. */
  externalId: Scalars['String']['input'];
  lines: Array<IncomingLineInput>;
  notes?: InputMaybe<Scalars['String']['input']>;
  /** The number that people there use. */
  number?: InputMaybe<Scalars['String']['input']>;
  placedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All that its buyer pays; the sum of the lines when left out. */
  total?: InputMaybe<Scalars['Decimal']['input']>;
};

/** What is wrong at this path of the input. */
export type InputProblem = {
  __typename?: 'InputProblem';
  message: Scalars['String']['output'];
  path: Array<Scalars['String']['output']>;
};

/** The input cannot be ordered as it stands; nothing was begun. */
export type InvalidOrder = {
  __typename?: 'InvalidOrder';
  problems: Array<InputProblem>;
};

/** An order that went through, and whether that was right. */
export type JudgeSampleInput = {
  missed: Scalars['Boolean']['input'];
  note: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
};

/** What came of a second look. */
export type JudgeSampleResult = NotSampled | SampleJudged;

/**
 * BUYER faces the other accounts: below zero what the buyer has with us, above zero what is ordered and not paid for yet. DUE_TO_CHANNEL and
 * DUE_TO_PROVIDER are debts, below zero. OWN_COST: what was given back without a channel bearing it.
 */
export type LedgerAccount =
  | 'AUTHORIZED'
  | 'BUYER'
  | 'CAPTURED'
  | 'DUE_TO_CHANNEL'
  | 'DUE_TO_PROVIDER'
  | 'FEES'
  | 'OWN_COST'
  | 'REFUNDED';

/** What an account stands at. */
export type LedgerBalance = {
  __typename?: 'LedgerBalance';
  account: LedgerAccount;
  balance: Money;
};

/** Something that happened to an order's money. */
export type LedgerEntry = {
  __typename?: 'LedgerEntry';
  at: Scalars['DateTime']['output'];
  kind: LedgerEntryKind;
  postings: Array<LedgerPosting>;
};

/** What happened. */
export type LedgerEntryKind =
  | 'AUTHORIZED'
  | 'BORNE_BY_US'
  | 'CAPTURED'
  | 'FEE'
  | 'ORDERED'
  | 'REFUNDED'
  | 'RELEASED'
  | 'REVERSED'
  | 'TAKEN_BACK';

/** One side of an entry, with its sign. */
export type LedgerPosting = {
  __typename?: 'LedgerPosting';
  account: LedgerAccount;
  amount: Money;
  channelId?: Maybe<Scalars['ID']['output']>;
  /** The id of the ChannelOrder. */
  partId?: Maybe<Scalars['ID']['output']>;
};

export type Listing = {
  __typename?: 'Listing';
  id: Scalars['ID']['output'];
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

/** An amount in one currency. */
export type MoneyInput = {
  amount: Scalars['Decimal']['input'];
  currency: Scalars['CurrencyCode']['input'];
};

/** to: REFUNDED sends the money, as APPROVED does for REFUND_ONLY and COMPENSATION. refund: an amount other than that of the goods, in the order's currency. */
export type MoveAfterSaleInput = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  caseId: Scalars['ID']['input'];
  note: Scalars['String']['input'];
  refund?: InputMaybe<Scalars['Decimal']['input']>;
  to: AfterSaleStatus;
};

/** What came of a move. */
export type MoveAfterSaleResult = AfterSaleMoved | AfterSaleNotMoved;

export type Mutation = {
  __typename?: 'Mutation';
  /** The same viewers: give it up. Not for what may have happened: that has to be resolved. */
  abandonEffect: DecideEffectResult;
  /** Whole, one part, or single lines. Same key and same input answers the same. */
  cancelOrder: CancelOrderResult;
  /** Staff: the order is yours to decide for a while, unless another person has it. */
  claimReview: DecideReviewResult;
  /** After PaymentActionRequired: the buyer is back. Answers as placeOrder does; safe to repeat. */
  confirmPayment: PlaceOrderResult;
  /** Staff: approves or rejects an order that is held for a person. The note says why. An approval can be rejected until something of the order has been sent. */
  decideReview: DecideReviewResult;
  /** Internal: the guest orders of a confirmed address become the account's. Returns how many. */
  internalAdoptGuestOrders: Scalars['Int']['output'];
  /** Internal: a parcel of this part moved. */
  internalObserveShipment: Scalars['Boolean']['output'];
  /** Internal: a channel said that this order changed; it is read again. */
  internalWakeChannelOrder: Scalars['Boolean']['output'];
  /** Internal: a payment provider said that this payment changed; it is asked how it stands. */
  internalWakePayment: Scalars['Boolean']['output'];
  /** Staff: judges an order that was drawn for a second look. */
  judgeSample: JudgeSampleResult;
  /** Staff move a case along its states; its buyer withdraws it, says that the goods are on their way back, or objects. Safe to repeat. */
  moveAfterSale: MoveAfterSaleResult;
  /** One click: places every line at its channel. Open to guests and to signed-in shoppers. Same key and same input returns the same order; same key and other input is refused. */
  placeOrder: PlaceOrderResult;
  /** Staff. */
  refundOrder: RefundOrderResult;
  /** The buyer asks for a refund, return, exchange, repair or compensation. */
  requestAfterSale: AfterSaleResult;
  /** The same viewers: you found out at the vendor what became of it. */
  resolveEffect: DecideEffectResult;
  /** Staff with the role `operator`, and API clients with the scope `effects:manage`: try it again. What may have happened is asked for before anything is sent. */
  retryEffect: DecideEffectResult;
  /** Staff: compares everything that was placed from `since` on (left out: as many days as are configured) with what the vendors say, in the background. Nothing is changed by it. false while a comparison is under way. */
  startReconciliation: Scalars['Boolean']['output'];
  /** Staff with the role `operator`, and API clients with the scope `orders:intake`: an order that was placed at a channel. The same order again is the one that stands; another one under the same id is refused. */
  takeInOrder: TakeInOrderResult;
};


export type MutationAbandonEffectArgs = {
  input: DecideEffectInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationClaimReviewArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationConfirmPaymentArgs = {
  input: ConfirmPaymentInput;
};


export type MutationDecideReviewArgs = {
  input: DecideReviewInput;
};


export type MutationInternalAdoptGuestOrdersArgs = {
  accountId: Scalars['ID']['input'];
  email: Scalars['String']['input'];
};


export type MutationInternalObserveShipmentArgs = {
  at: Scalars['DateTime']['input'];
  orderId: Scalars['ID']['input'];
  partId: Scalars['ID']['input'];
  shipmentId: Scalars['ID']['input'];
  status: Scalars['String']['input'];
};


export type MutationInternalWakeChannelOrderArgs = {
  channelId: Scalars['ID']['input'];
  externalId: Scalars['ID']['input'];
  key?: InputMaybe<Scalars['String']['input']>;
};


export type MutationInternalWakePaymentArgs = {
  externalId: Scalars['ID']['input'];
  key?: InputMaybe<Scalars['String']['input']>;
  paymentId: Scalars['ID']['input'];
};


export type MutationJudgeSampleArgs = {
  input: JudgeSampleInput;
};


export type MutationMoveAfterSaleArgs = {
  input: MoveAfterSaleInput;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationRefundOrderArgs = {
  input: RefundOrderInput;
};


export type MutationRequestAfterSaleArgs = {
  input: AfterSaleInput;
};


export type MutationResolveEffectArgs = {
  input: ResolveEffectInput;
};


export type MutationRetryEffectArgs = {
  input: DecideEffectInput;
};


export type MutationStartReconciliationArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationTakeInOrderArgs = {
  channelId: Scalars['ID']['input'];
  order: IncomingOrderInput;
};

/** What is waited for. */
export type NextStep = {
  __typename?: 'NextStep';
  by?: Maybe<Scalars['DateTime']['output']>;
  what: Scalars['String']['output'];
  who: Actor;
};

/** Too late, or the channel cannot; nothing changed. */
export type NotCancellable = {
  __typename?: 'NotCancellable';
  order: Order;
  reason: Scalars['String']['output'];
};

/** How many things could not be compared for one reason. */
export type NotCompared = {
  __typename?: 'NotCompared';
  count: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
};

/** The order is not held for anyone. */
export type NotInReview = {
  __typename?: 'NotInReview';
  order: Order;
};

/** The order was not drawn, is judged already, or was approved by you. */
export type NotSampled = {
  __typename?: 'NotSampled';
  order: Order;
};

/** One click, over any number of channels. */
export type Order = {
  __typename?: 'Order';
  address?: Maybe<Address>;
  /** What was asked for after the sale, oldest first. */
  afterSales: Array<AfterSaleCase>;
  /** null for viewers who may see the order but not the person. */
  contact?: Maybe<Contact>;
  /** Internal: what lets a guest's token travel with the entity from one subgraph to the next; empty for signed-in viewers. */
  grant: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lines: Array<OrderLine>;
  /** Who must do what by when; null when nobody must. */
  nextStep?: Maybe<NextStep>;
  /** Human-friendly, unguessable, check-digit protected. */
  number: Scalars['String']['output'];
  origin: OrderOrigin;
  parts: Array<ChannelOrder>;
  payment?: Maybe<Payment>;
  placedAt: Scalars['DateTime']['output'];
  /** Money that went back or is on its way back without a cancellation, oldest first. */
  refunds: Array<Refund>;
  /** Staff: the look at it before anything was sent; null for everybody else, and where no rules are configured. */
  review?: Maybe<OrderReview>;
  status: OrderStatus;
  /** Oldest first. */
  timeline: Array<OrderEvent>;
  /** One order, one currency: that of maxTotal. A line of a channel that sells in another is InvalidOrder. */
  total: Money;
  totals: OrderTotals;
};

/** Cancelled at the channel; the refund is on its way. */
export type OrderCancelled = {
  __typename?: 'OrderCancelled';
  order: Order;
  refund: Money;
};

/** A page of orders, newest first (Relay). */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  nodes: Array<Order>;
  pageInfo: PageInfo;
};

/** An order and its place. */
export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

/** Something that happened to an order. */
export type OrderEvent = {
  __typename?: 'OrderEvent';
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  kind: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** Double-entry books of one order, in its one currency. Every entry sums to zero, over the order and over each part; entries are never changed. */
export type OrderLedger = {
  __typename?: 'OrderLedger';
  balances: Array<LedgerBalance>;
  currency: Scalars['CurrencyCode']['output'];
  /** Oldest first. */
  entries: Array<LedgerEntry>;
  /** Ordered, and not paid for yet; zero on an order at rest. */
  owedByBuyer: Money;
  /** Held or paid, and neither spent nor given back; zero on an order at rest. */
  owedToBuyer: Money;
  /** The parts add up to the order, to the last minor unit. */
  parts: Array<PartLedger>;
  /** Of all balances: always zero. */
  sum: Money;
};

/** One line as it was ordered; title and options are a copy that does not change with the listing. */
export type OrderLine = {
  __typename?: 'OrderLine';
  id: Scalars['ID']['output'];
  listing?: Maybe<Listing>;
  options: Array<Attribute>;
  quantity: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  total: Money;
  unitPrice: Money;
};

/** Held for a person. */
export type OrderNeedsReview = {
  __typename?: 'OrderNeedsReview';
  accessToken?: Maybe<Scalars['String']['output']>;
  order: Order;
  reasons: Array<ReviewReason>;
};

/** Nothing stands: every part was refused, failed or was taken back; money is released or on its way back. The parts tell why. */
export type OrderNotPlaced = {
  __typename?: 'OrderNotPlaced';
  accessToken?: Maybe<Scalars['String']['output']>;
  order: Order;
  reason: Scalars['String']['output'];
};

/** Nothing was stored. */
export type OrderNotTakenIn = {
  __typename?: 'OrderNotTakenIn';
  reason: Scalars['String']['output'];
};

/** Where an order was placed. */
export type OrderOrigin =
  | 'CHANNEL'
  | 'ONEBASKET';

/** A channel's or provider's answer is not known yet. Nothing is repeated blindly; order and orderUpdated tell the end. */
export type OrderPending = {
  __typename?: 'OrderPending';
  accessToken?: Maybe<Scalars['String']['output']>;
  order: Order;
  reason: Scalars['String']['output'];
};

/** Money is on its way back. */
export type OrderRefunded = {
  __typename?: 'OrderRefunded';
  order: Order;
  refund: Money;
};

/** The look at an order before anything of it is sent. */
export type OrderReview = {
  __typename?: 'OrderReview';
  approvedBy: Array<Scalars['String']['output']>;
  /** What stands against the order now. */
  checks: Array<ReviewCheck>;
  claimedBy?: Maybe<Scalars['String']['output']>;
  claimedUntil?: Maybe<Scalars['DateTime']['output']>;
  credit: BuyerCredit;
  /** When it is given up, if nobody decides. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  log: Array<ReviewLogEntry>;
  /** Why a person was asked, as it was when the order came. */
  reasons: Array<ReviewReason>;
  /** null unless it was drawn for a second look. */
  sample?: Maybe<ReviewSample>;
  state: ReviewState;
};

/** Where the whole order stands, worked out from its parts. */
export type OrderStatus =
  | 'AWAITING_HANDOFF'
  | 'AWAITING_PAYMENT'
  | 'CANCELLED'
  | 'CANCELLING'
  | 'COMPLETED'
  | 'DELIVERED'
  | 'FAILED'
  | 'IN_REVIEW'
  | 'PARTLY_DELIVERED'
  | 'PARTLY_PLACED'
  | 'PARTLY_SHIPPED'
  | 'PENDING'
  | 'PLACED'
  | 'PLACING'
  | 'SHIPPED';

/** It stands. isNew: false when it was there already. */
export type OrderTakenIn = {
  __typename?: 'OrderTakenIn';
  isNew: Scalars['Boolean']['output'];
  order: Order;
};

/** What the total is made of; null where a channel does not tell it apart. */
export type OrderTotals = {
  __typename?: 'OrderTotals';
  discount: Money;
  goods: Money;
  shipping?: Maybe<Money>;
  tax?: Maybe<Money>;
  total: Money;
};

/** These lines are not there any more. */
export type OutOfStock = {
  __typename?: 'OutOfStock';
  accessToken?: Maybe<Scalars['String']['output']>;
  lines: Array<UnfilledLine>;
  order?: Maybe<Order>;
};

/** Where a page ends (Relay). */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Give it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** Something that the system has to do in the world and cannot go on with by itself. */
export type ParkedEffect = {
  __typename?: 'ParkedEffect';
  /** The order, parcel, delivery … that it belongs to. */
  aggregateId: Scalars['ID']['output'];
  /** What the vendor told on the way, such as the id of a draft. */
  attemptNote?: Maybe<Scalars['String']['output']>;
  /** When it was sent without an answer; null when it certainly did not happen. */
  attemptedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its name there. */
  effectId: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** What it does, such as `place@1`; `unknown-part` for a part of an order of which nobody knows what became. */
  kind: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
  subgraph: Scalars['String']['output'];
  tries: Scalars['Int']['output'];
};

/** The books of one part. */
export type PartLedger = {
  __typename?: 'PartLedger';
  balances: Array<LedgerBalance>;
  channelId: Scalars['ID']['output'];
  /** The id of the ChannelOrder. */
  partId: Scalars['ID']['output'];
};

/** Give everything back, keep what was placed, or try the next best offer for what was refused. */
export type PartialFailurePolicy =
  | 'CANCEL_ALL'
  | 'KEEP_PLACED'
  | 'TRY_NEXT_OFFER';

/** What was paid, and what went back. */
export type Payment = {
  __typename?: 'Payment';
  authorized: Money;
  captured: Money;
  method: Scalars['String']['output'];
  refunded: Money;
  status: PaymentStatus;
};

/** The buyer must do something with the payment provider; then confirmPayment. */
export type PaymentActionRequired = {
  __typename?: 'PaymentActionRequired';
  accessToken?: Maybe<Scalars['String']['output']>;
  clientSecret?: Maybe<Scalars['String']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  order: Order;
  qrCode?: Maybe<Scalars['String']['output']>;
  redirectUrl?: Maybe<Scalars['URL']['output']>;
};

/** The provider said no; nothing was placed. */
export type PaymentDeclined = {
  __typename?: 'PaymentDeclined';
  accessToken?: Maybe<Scalars['String']['output']>;
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  order?: Maybe<Order>;
};

/** method: the id of a configured payment account. */
export type PaymentInput = {
  method: Scalars['ID']['input'];
  token?: InputMaybe<Scalars['String']['input']>;
};

/** A configured way to pay. */
export type PaymentMethod = {
  __typename?: 'PaymentMethod';
  /** null: any. */
  currencies?: Maybe<Array<Scalars['CurrencyCode']['output']>>;
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

/** Where the payment stands. */
export type PaymentStatus =
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'FAILED'
  | 'NONE'
  | 'PARTLY_REFUNDED'
  | 'REFUNDED'
  | 'REQUIRES_ACTION'
  | 'VOIDED';

/** One order over any number of channels. */
export type PlaceOrderInput = {
  address: AddressInput;
  contact: ContactInput;
  /** 1 to 255 characters (guests: at least 16), case-sensitive, chosen by the client; the same key never orders twice. */
  idempotencyKey: Scalars['ID']['input'];
  lines?: InputMaybe<Array<BasketLineInput>>;
  /** The most the buyer agreed to pay, all in. The order never exceeds it. */
  maxTotal: MoneyInput;
  notes?: InputMaybe<Scalars['String']['input']>;
  /** What to do when one channel refuses and another accepts. */
  onPartialFailure?: PartialFailurePolicy;
  payment: PaymentInput;
  /** As the plan gave it. */
  planHash?: InputMaybe<Scalars['String']['input']>;
  /** A plan from basketPlan (its hash must still hold), or lines directly. */
  planId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Exactly what happened. order: null where nothing was begun: then the key is free again; otherwise the key leads to this order for good.
 * accessToken: for guests, whenever there is an order.
 */
export type PlaceOrderResult = IdempotencyConflict | InvalidOrder | OrderNeedsReview | OrderNotPlaced | OrderPending | OutOfStock | PaymentActionRequired | PaymentDeclined | PlacedOrder | PriceChanged;

/** Every part is placed, waits for its handoff, or (KEEP_PLACED) was refused and told so in its part. */
export type PlacedOrder = {
  __typename?: 'PlacedOrder';
  /** For guests: the secret that opens this order again (order, shipment, confirmPayment, cancelOrder, requestAfterSale, subscriptions), and nothing else. */
  accessToken?: Maybe<Scalars['String']['output']>;
  handoffs: Array<Handoff>;
  order: Order;
};

/** It would cost more than was agreed; nothing was placed. */
export type PriceChanged = {
  __typename?: 'PriceChanged';
  accessToken?: Maybe<Scalars['String']['output']>;
  agreed: Money;
  now: Money;
  order?: Maybe<Order>;
  plan?: Maybe<BasketPlan>;
};

export type Product = {
  __typename?: 'Product';
  id: Scalars['ID']['output'];
};

/** This product, from whichever channel is best. */
export type ProductLineInput = {
  productId: Scalars['ID']['input'];
  quantity?: Scalars['Int']['input'];
};

export type Query = {
  __typename?: 'Query';
  /** null for whoever may not see its order. accessToken: for guests. */
  afterSaleCase?: Maybe<AfterSaleCase>;
  /** What buyers may ask for after the sale; the first clause that fits a wish grants it. */
  afterSalePolicy: Array<AfterSaleRule>;
  /** Staff: cases that wait for somebody, the one that is due first first. */
  afterSaleQueue: Array<AfterSaleCase>;
  /** Staff: cancellations that were asked for from `from` on and before `to`, by reason and currency. */
  cancellationsByReason: Array<ReasonCount>;
  /** The same viewers: what people decided about it, newest first. */
  effectDecisions: Array<EffectDecision>;
  /** Staff: the books of an order; null for an order that does not exist. */
  ledger?: Maybe<OrderLedger>;
  /** null for whoever may not see it, as for an order that does not exist. `accessToken`: for guests. */
  order?: Maybe<Order>;
  /** The viewer's own; for API clients those they placed; for staff all. */
  orders: OrderConnection;
  /** Staff with the role `operator`, and API clients with the scope `effects:manage`: what waits for a person in any subgraph (or in this one), longest first. */
  parkedEffects: Array<ParkedEffect>;
  /** What PaymentInput.method may name here. */
  paymentMethods: Array<PaymentMethod>;
  /** Staff: the last comparison of orders, payments and parcels with what their vendors say; null before the first. */
  reconciliation?: Maybe<Reconciliation>;
  /** Staff: refunds that were asked for from `from` on and before `to`, by reason and currency. */
  refundsByReason: Array<ReasonCount>;
  /** Staff: orders that wait for a person, those that wait longest first. */
  reviewQueue: OrderConnection;
  /** Staff: what the review did with the orders placed from `from` to before `to`, at most 92 days. */
  reviewReport: ReviewReport;
  /** Staff: orders that went through and were drawn for a second look, the oldest first. */
  reviewSamples: OrderConnection;
  /** Without signing in: the order number and the last four digits of the phone. */
  trackOrder?: Maybe<Order>;
};


export type QueryAfterSaleCaseArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryAfterSaleQueueArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCancellationsByReasonArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryEffectDecisionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  subgraph?: InputMaybe<Scalars['String']['input']>;
};


export type QueryLedgerArgs = {
  orderId: Scalars['ID']['input'];
};


export type QueryOrderArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<OrderStatus>>;
};


export type QueryParkedEffectsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  subgraph?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRefundsByReasonArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryReviewQueueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryReviewReportArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryReviewSamplesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTrackOrderArgs = {
  number: Scalars['String']['input'];
  phoneLast4: Scalars['String']['input'];
};

/** How often one reason was given, and for how much. */
export type ReasonCount = {
  __typename?: 'ReasonCount';
  amount: Money;
  count: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
};

/** One comparison of ours with theirs. Everything is in one of the counts. */
export type Reconciliation = {
  __typename?: 'Reconciliation';
  /** How many of those agree in everything. */
  agreeing: Scalars['Int']['output'];
  /** How many were compared. */
  channelOrders: Scalars['Int']['output'];
  counts: Array<DifferenceCount>;
  /** Of the oldest order first. */
  differences: Array<ReconciliationDifference>;
  endedAt: Scalars['DateTime']['output'];
  /** So many were counted and are not listed. */
  leftOff: Scalars['Int']['output'];
  /** Where nobody can be asked, by reason. */
  notCompared: Array<NotCompared>;
  orders: Scalars['Int']['output'];
  parcels: Scalars['Int']['output'];
  payments: Scalars['Int']['output'];
  /** Orders placed from `since` on and before `until`. */
  since: Scalars['DateTime']['output'];
  startedAt: Scalars['DateTime']['output'];
  /** Just being changed by ourselves, so not compared. */
  underWay: Scalars['Int']['output'];
  until: Scalars['DateTime']['output'];
};


/** One comparison of ours with theirs. Everything is in one of the counts. */
export type ReconciliationDifferencesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<DifferenceKind>;
};

/** One thing in which both sides do not agree. */
export type ReconciliationDifference = {
  __typename?: 'ReconciliationDifference';
  /** The channel, payment account or carrier. */
  connectionId: Scalars['ID']['output'];
  /** Under which id they have it; of parcels the tracking number. */
  externalId?: Maybe<Scalars['String']['output']>;
  kind: DifferenceKind;
  orderId: Scalars['ID']['output'];
  orderNumber: Scalars['String']['output'];
  ours: Scalars['String']['output'];
  /** The ChannelOrder; null for payments. */
  partId?: Maybe<Scalars['ID']['output']>;
  repair: SuggestedRepair;
  subject: DifferenceSubject;
  theirs: Scalars['String']['output'];
};

/** Money that goes back to the buyer. Its shares add up to it. */
export type Refund = {
  __typename?: 'Refund';
  amount: Money;
  at: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** What a channel or the provider said no to. */
  message?: Maybe<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  shares: Array<RefundShare>;
  status: RefundStatus;
};

/** lines (with or without their shipping), amount, or shipping alone; none of them: all that is left. amount in the order's currency. */
export type RefundOrderInput = {
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The channel is not asked to bear it: a goodwill of ours, or the way out when the channel has refused. */
  atOurCost?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey: Scalars['ID']['input'];
  lines?: InputMaybe<Array<AfterSaleLineInput>>;
  orderId: Scalars['ID']['input'];
  /** Only of this part. */
  partId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  shipping?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What came of a refund. */
export type RefundOrderResult = IdempotencyConflict | OrderRefunded | RefundPending | RefundRefused;

/** A channel's or the provider's answer is not known yet. Nothing is repeated blindly; the same key and input tell the end. */
export type RefundPending = {
  __typename?: 'RefundPending';
  order: Order;
  reason: Scalars['String']['output'];
};

/** Not refunded, and why. */
export type RefundRefused = {
  __typename?: 'RefundRefused';
  order: Order;
  reason: Scalars['String']['output'];
};

/** What of a refund is one part's. */
export type RefundShare = {
  __typename?: 'RefundShare';
  amount: Money;
  /** The channel gives it back to us; otherwise we bear it. */
  borneByChannel: Scalars['Boolean']['output'];
  part?: Maybe<ChannelOrder>;
  /** What of it is shipping. */
  shipping?: Maybe<Money>;
};

/** Where a refund stands. */
export type RefundStatus =
  | 'DONE'
  | 'PENDING'
  | 'REFUSED';

/** A channel's no. */
export type Refusal = {
  __typename?: 'Refusal';
  code: RefusalCode;
  lineIds: Array<Scalars['ID']['output']>;
  message: Scalars['String']['output'];
};

/** Kinds of no, the same for every channel. */
export type RefusalCode =
  | 'ADDRESS_REFUSED'
  | 'CLOSED'
  | 'COUPON_REFUSED'
  | 'LIMIT_EXCEEDED'
  | 'NOT_DELIVERABLE'
  | 'OTHER'
  | 'OUT_OF_STOCK'
  | 'PAYMENT_REFUSED'
  | 'PRICE_CHANGED';

/** Who can repair it. */
export type RepairBy =
  | 'ONEBASKET'
  | 'STAFF';

/** made: whether it was. externalId: under which id the vendor has it; needed for orders, payments and refunds that were made. */
export type ResolveEffectInput = {
  externalId?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  made: Scalars['Boolean']['input'];
  note: Scalars['String']['input'];
};

/** Cannot be approved as long as these mean it; it can be rejected. */
export type ReviewBlocked = {
  __typename?: 'ReviewBlocked';
  checks: Array<ReviewCheck>;
  order: Order;
};

/** A rule that means the order. */
export type ReviewCheck = {
  __typename?: 'ReviewCheck';
  /** Approval is impossible while it does. */
  blocking: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  rule: Scalars['ID']['output'];
  /** It could not be checked. */
  unsure: Scalars['Boolean']['output'];
};

/** Somebody has it until then. */
export type ReviewClaimed = {
  __typename?: 'ReviewClaimed';
  by: Scalars['String']['output'];
  order: Order;
  until: Scalars['DateTime']['output'];
};

/** Decided; the order goes its way. */
export type ReviewDecided = {
  __typename?: 'ReviewDecided';
  order: Order;
};

/** Place it, or give it back. */
export type ReviewDecision =
  | 'APPROVE'
  | 'REJECT';

/** What staff did about an order in review. */
export type ReviewLogEntry = {
  __typename?: 'ReviewLogEntry';
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  note?: Maybe<Scalars['String']['output']>;
  /** Rules that still meant the order when it was approved. */
  overridden: Array<Scalars['ID']['output']>;
  what: Scalars['String']['output'];
};

/** The rule that holds an order. */
export type ReviewReason = {
  __typename?: 'ReviewReason';
  message: Scalars['String']['output'];
  rule: Scalars['ID']['output'];
};

/** What the review did, counted in orders. */
export type ReviewReport = {
  __typename?: 'ReviewReport';
  approved: Scalars['Int']['output'];
  blocked: Scalars['Int']['output'];
  checked: Scalars['Int']['output'];
  expired: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
  judged: Scalars['Int']['output'];
  /** Missed of judged; null before anyone has judged. */
  missRate?: Maybe<Scalars['Float']['output']>;
  missed: Scalars['Int']['output'];
  rejected: Scalars['Int']['output'];
  rules: Array<RuleTally>;
  sampled: Scalars['Int']['output'];
};

/** A second look at an order that went through. */
export type ReviewSample = {
  __typename?: 'ReviewSample';
  at?: Maybe<Scalars['DateTime']['output']>;
  by?: Maybe<Scalars['String']['output']>;
  note?: Maybe<Scalars['String']['output']>;
  state: ReviewSampleState;
};

/** Whether letting it through was right. */
export type ReviewSampleState =
  | 'MISSED'
  | 'OPEN'
  | 'RIGHT';

/** Where the look at an order stands. */
export type ReviewState =
  | 'APPROVED'
  | 'BLOCKED'
  | 'CHECKING'
  | 'EXPIRED'
  | 'HELD'
  | 'PASSED'
  | 'REJECTED'
  | 'RELEASED'
  | 'SECOND'
  | 'WITHDRAWN';

/** What became of the orders that a rule meant. */
export type RuleTally = {
  __typename?: 'RuleTally';
  approved: Scalars['Int']['output'];
  blocked: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
  rejected: Scalars['Int']['output'];
  rule: Scalars['ID']['output'];
};

/** Noted. */
export type SampleJudged = {
  __typename?: 'SampleJudged';
  order: Order;
};

/** Approved once; another person must approve as well. */
export type SecondApprovalNeeded = {
  __typename?: 'SecondApprovalNeeded';
  order: Order;
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
  /** The order now, and after every change. */
  orderUpdated: Order;
};


export type SubscriptionOrderUpdatedArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
};

/** What would bring both sides together. */
export type SuggestedRepair = {
  __typename?: 'SuggestedRepair';
  action: Scalars['String']['output'];
  /** ONEBASKET: it does it when told to look again. STAFF: a person has to act. */
  by: RepairBy;
  text: Scalars['String']['output'];
};

/** What came of an order that was handed in. */
export type TakeInOrderResult = OrderNotTakenIn | OrderTakenIn;

/** A line that cannot be had, by its place in the input, why, and what would serve instead. */
export type UnfilledLine = {
  __typename?: 'UnfilledLine';
  index: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  substitutes?: Maybe<Array<Maybe<Product>>>;
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
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChannelOrder:
    ( { __typename: 'ChannelOrder' }
    & GraphQLRecursivePick<FederationTypes['ChannelOrder'], {"id":true,"grant":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true,"grant":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AfterSaleResult:
    | ( Resolved<AfterSaleNotEligible> )
    | ( Resolved<AfterSaleOpened> )
    | ( Resolved<IdempotencyConflict> )
  ;
  CancelOrderResult:
    | ( Resolved<CancelRequested> )
    | ( Resolved<IdempotencyConflict> )
    | ( Resolved<NotCancellable> )
    | ( Resolved<OrderCancelled> )
  ;
  DecideEffectResult:
    | ( Resolved<EffectDecided> )
    | ( Resolved<EffectNotDecided> )
  ;
  DecideReviewResult:
    | ( Resolved<NotInReview> )
    | ( Resolved<ReviewBlocked> )
    | ( Resolved<ReviewClaimed> )
    | ( Resolved<ReviewDecided> )
    | ( Resolved<SecondApprovalNeeded> )
  ;
  JudgeSampleResult:
    | ( Resolved<NotSampled> )
    | ( Resolved<SampleJudged> )
  ;
  MoveAfterSaleResult:
    | ( Resolved<AfterSaleMoved> )
    | ( Resolved<AfterSaleNotMoved> )
  ;
  PlaceOrderResult:
    | ( Resolved<IdempotencyConflict> )
    | ( Resolved<InvalidOrder> )
    | ( Resolved<OrderNeedsReview> )
    | ( Resolved<OrderNotPlaced> )
    | ( Resolved<OrderPending> )
    | ( Resolved<OutOfStock> )
    | ( Resolved<PaymentActionRequired> )
    | ( Resolved<PaymentDeclined> )
    | ( Resolved<PlacedOrder> )
    | ( Resolved<PriceChanged> )
  ;
  RefundOrderResult:
    | ( Resolved<IdempotencyConflict> )
    | ( Resolved<OrderRefunded> )
    | ( Resolved<RefundPending> )
    | ( Resolved<RefundRefused> )
  ;
  TakeInOrderResult:
    | ( Resolved<OrderNotTakenIn> )
    | ( Resolved<OrderTakenIn> )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Actor: ResolverTypeWrapper<Resolved<Actor>>;
  Address: ResolverTypeWrapper<Resolved<Address>>;
  AddressInput: ResolverTypeWrapper<Resolved<AddressInput>>;
  AfterSaleCase: ResolverTypeWrapper<Resolved<AfterSaleCase>>;
  ID: ResolverTypeWrapper<Resolved<Scalars['ID']['output']>>;
  AfterSaleInput: ResolverTypeWrapper<Resolved<AfterSaleInput>>;
  AfterSaleKind: ResolverTypeWrapper<Resolved<AfterSaleKind>>;
  AfterSaleLine: ResolverTypeWrapper<Resolved<AfterSaleLine>>;
  AfterSaleLineInput: ResolverTypeWrapper<Resolved<AfterSaleLineInput>>;
  AfterSaleMoved: ResolverTypeWrapper<Resolved<AfterSaleMoved>>;
  AfterSaleNotEligible: ResolverTypeWrapper<Resolved<AfterSaleNotEligible>>;
  AfterSaleNotMoved: ResolverTypeWrapper<Resolved<AfterSaleNotMoved>>;
  AfterSaleOpened: ResolverTypeWrapper<Resolved<AfterSaleOpened>>;
  AfterSalePayer: ResolverTypeWrapper<Resolved<AfterSalePayer>>;
  AfterSaleResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AfterSaleResult']>>;
  AfterSaleRule: ResolverTypeWrapper<Resolved<AfterSaleRule>>;
  AfterSaleStatus: ResolverTypeWrapper<Resolved<AfterSaleStatus>>;
  Attribute: ResolverTypeWrapper<Resolved<Attribute>>;
  BasketLineInput: ResolverTypeWrapper<Resolved<BasketLineInput>>;
  BasketPlan: ResolverTypeWrapper<Resolved<BasketPlan>>;
  BuyerCredit: ResolverTypeWrapper<Resolved<BuyerCredit>>;
  CancelOrderInput: ResolverTypeWrapper<Resolved<CancelOrderInput>>;
  CancelOrderResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderResult']>>;
  CancelReason: ResolverTypeWrapper<Resolved<CancelReason>>;
  CancelRequested: ResolverTypeWrapper<Resolved<CancelRequested>>;
  Capability: ResolverTypeWrapper<Resolved<Capability>>;
  Channel: ResolverTypeWrapper<Resolved<Channel>>;
  ChannelError: ResolverTypeWrapper<Resolved<ChannelError>>;
  ChannelErrorCode: ResolverTypeWrapper<Resolved<ChannelErrorCode>>;
  ChannelHealth: ResolverTypeWrapper<Resolved<ChannelHealth>>;
  Float: ResolverTypeWrapper<Resolved<Scalars['Float']['output']>>;
  ChannelKind: ResolverTypeWrapper<Resolved<ChannelKind>>;
  ChannelOrder: ResolverTypeWrapper<Resolved<ChannelOrder>>;
  ChannelOrderStatus: ResolverTypeWrapper<Resolved<ChannelOrderStatus>>;
  ChannelState: ResolverTypeWrapper<Resolved<ChannelState>>;
  ConfirmPaymentInput: ResolverTypeWrapper<Resolved<ConfirmPaymentInput>>;
  Contact: ResolverTypeWrapper<Resolved<Contact>>;
  ContactInput: ResolverTypeWrapper<Resolved<ContactInput>>;
  CountryCode: ResolverTypeWrapper<Resolved<Scalars['CountryCode']['output']>>;
  CreditInputs: ResolverTypeWrapper<Resolved<CreditInputs>>;
  CurrencyCode: ResolverTypeWrapper<Resolved<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Resolved<Scalars['DateTime']['output']>>;
  DecideEffectInput: ResolverTypeWrapper<Resolved<DecideEffectInput>>;
  DecideEffectResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideEffectResult']>>;
  DecideReviewInput: ResolverTypeWrapper<Resolved<DecideReviewInput>>;
  DecideReviewResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideReviewResult']>>;
  Decimal: ResolverTypeWrapper<Resolved<Scalars['Decimal']['output']>>;
  DifferenceCount: ResolverTypeWrapper<Resolved<DifferenceCount>>;
  DifferenceKind: ResolverTypeWrapper<Resolved<DifferenceKind>>;
  DifferenceSubject: ResolverTypeWrapper<Resolved<DifferenceSubject>>;
  EffectDecided: ResolverTypeWrapper<Resolved<EffectDecided>>;
  EffectDecision: ResolverTypeWrapper<Resolved<EffectDecision>>;
  EffectDecisionKind: ResolverTypeWrapper<Resolved<EffectDecisionKind>>;
  EffectNotDecided: ResolverTypeWrapper<Resolved<EffectNotDecided>>;
  Handoff: ResolverTypeWrapper<Resolved<Handoff>>;
  HandoffLink: ResolverTypeWrapper<Resolved<HandoffLink>>;
  IdempotencyConflict: ResolverTypeWrapper<Resolved<IdempotencyConflict>>;
  IncomingAddressInput: ResolverTypeWrapper<Resolved<IncomingAddressInput>>;
  IncomingLineInput: ResolverTypeWrapper<Resolved<IncomingLineInput>>;
  IncomingOrderInput: ResolverTypeWrapper<Resolved<IncomingOrderInput>>;
  InputProblem: ResolverTypeWrapper<Resolved<InputProblem>>;
  InvalidOrder: ResolverTypeWrapper<Resolved<InvalidOrder>>;
  JudgeSampleInput: ResolverTypeWrapper<Resolved<JudgeSampleInput>>;
  JudgeSampleResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['JudgeSampleResult']>>;
  LedgerAccount: ResolverTypeWrapper<Resolved<LedgerAccount>>;
  LedgerBalance: ResolverTypeWrapper<Resolved<LedgerBalance>>;
  LedgerEntry: ResolverTypeWrapper<Resolved<LedgerEntry>>;
  LedgerEntryKind: ResolverTypeWrapper<Resolved<LedgerEntryKind>>;
  LedgerPosting: ResolverTypeWrapper<Resolved<LedgerPosting>>;
  Listing: ResolverTypeWrapper<Resolved<Listing>>;
  ListingLineInput: ResolverTypeWrapper<Resolved<ListingLineInput>>;
  Money: ResolverTypeWrapper<Resolved<Money>>;
  MoneyInput: ResolverTypeWrapper<Resolved<MoneyInput>>;
  MoveAfterSaleInput: ResolverTypeWrapper<Resolved<MoveAfterSaleInput>>;
  MoveAfterSaleResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MoveAfterSaleResult']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextStep: ResolverTypeWrapper<Resolved<NextStep>>;
  NotCancellable: ResolverTypeWrapper<Resolved<NotCancellable>>;
  NotCompared: ResolverTypeWrapper<Resolved<NotCompared>>;
  NotInReview: ResolverTypeWrapper<Resolved<NotInReview>>;
  NotSampled: ResolverTypeWrapper<Resolved<NotSampled>>;
  Order: ResolverTypeWrapper<Resolved<Order>>;
  OrderCancelled: ResolverTypeWrapper<Resolved<OrderCancelled>>;
  OrderConnection: ResolverTypeWrapper<Resolved<OrderConnection>>;
  OrderEdge: ResolverTypeWrapper<Resolved<OrderEdge>>;
  OrderEvent: ResolverTypeWrapper<Resolved<OrderEvent>>;
  OrderLedger: ResolverTypeWrapper<Resolved<OrderLedger>>;
  OrderLine: ResolverTypeWrapper<Resolved<OrderLine>>;
  OrderNeedsReview: ResolverTypeWrapper<Resolved<OrderNeedsReview>>;
  OrderNotPlaced: ResolverTypeWrapper<Resolved<OrderNotPlaced>>;
  OrderNotTakenIn: ResolverTypeWrapper<Resolved<OrderNotTakenIn>>;
  OrderOrigin: ResolverTypeWrapper<Resolved<OrderOrigin>>;
  OrderPending: ResolverTypeWrapper<Resolved<OrderPending>>;
  OrderRefunded: ResolverTypeWrapper<Resolved<OrderRefunded>>;
  OrderReview: ResolverTypeWrapper<Resolved<OrderReview>>;
  OrderStatus: ResolverTypeWrapper<Resolved<OrderStatus>>;
  OrderTakenIn: ResolverTypeWrapper<Resolved<OrderTakenIn>>;
  OrderTotals: ResolverTypeWrapper<Resolved<OrderTotals>>;
  OutOfStock: ResolverTypeWrapper<Resolved<OutOfStock>>;
  PageInfo: ResolverTypeWrapper<Resolved<PageInfo>>;
  ParkedEffect: ResolverTypeWrapper<Resolved<ParkedEffect>>;
  PartLedger: ResolverTypeWrapper<Resolved<PartLedger>>;
  PartialFailurePolicy: ResolverTypeWrapper<Resolved<PartialFailurePolicy>>;
  Payment: ResolverTypeWrapper<Resolved<Payment>>;
  PaymentActionRequired: ResolverTypeWrapper<Resolved<PaymentActionRequired>>;
  PaymentDeclined: ResolverTypeWrapper<Resolved<PaymentDeclined>>;
  PaymentInput: ResolverTypeWrapper<Resolved<PaymentInput>>;
  PaymentMethod: ResolverTypeWrapper<Resolved<PaymentMethod>>;
  PaymentStatus: ResolverTypeWrapper<Resolved<PaymentStatus>>;
  PlaceOrderInput: ResolverTypeWrapper<Resolved<PlaceOrderInput>>;
  PlaceOrderResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceOrderResult']>>;
  PlacedOrder: ResolverTypeWrapper<Resolved<PlacedOrder>>;
  PriceChanged: ResolverTypeWrapper<Resolved<PriceChanged>>;
  Product: ResolverTypeWrapper<Resolved<Product>>;
  ProductLineInput: ResolverTypeWrapper<Resolved<ProductLineInput>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReasonCount: ResolverTypeWrapper<Resolved<ReasonCount>>;
  Reconciliation: ResolverTypeWrapper<Resolved<Reconciliation>>;
  ReconciliationDifference: ResolverTypeWrapper<Resolved<ReconciliationDifference>>;
  Refund: ResolverTypeWrapper<Resolved<Refund>>;
  RefundOrderInput: ResolverTypeWrapper<Resolved<RefundOrderInput>>;
  RefundOrderResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundOrderResult']>>;
  RefundPending: ResolverTypeWrapper<Resolved<RefundPending>>;
  RefundRefused: ResolverTypeWrapper<Resolved<RefundRefused>>;
  RefundShare: ResolverTypeWrapper<Resolved<RefundShare>>;
  RefundStatus: ResolverTypeWrapper<Resolved<RefundStatus>>;
  Refusal: ResolverTypeWrapper<Resolved<Refusal>>;
  RefusalCode: ResolverTypeWrapper<Resolved<RefusalCode>>;
  RepairBy: ResolverTypeWrapper<Resolved<RepairBy>>;
  ResolveEffectInput: ResolverTypeWrapper<Resolved<ResolveEffectInput>>;
  ReviewBlocked: ResolverTypeWrapper<Resolved<ReviewBlocked>>;
  ReviewCheck: ResolverTypeWrapper<Resolved<ReviewCheck>>;
  ReviewClaimed: ResolverTypeWrapper<Resolved<ReviewClaimed>>;
  ReviewDecided: ResolverTypeWrapper<Resolved<ReviewDecided>>;
  ReviewDecision: ResolverTypeWrapper<Resolved<ReviewDecision>>;
  ReviewLogEntry: ResolverTypeWrapper<Resolved<ReviewLogEntry>>;
  ReviewReason: ResolverTypeWrapper<Resolved<ReviewReason>>;
  ReviewReport: ResolverTypeWrapper<Resolved<ReviewReport>>;
  ReviewSample: ResolverTypeWrapper<Resolved<ReviewSample>>;
  ReviewSampleState: ResolverTypeWrapper<Resolved<ReviewSampleState>>;
  ReviewState: ResolverTypeWrapper<Resolved<ReviewState>>;
  RuleTally: ResolverTypeWrapper<Resolved<RuleTally>>;
  SampleJudged: ResolverTypeWrapper<Resolved<SampleJudged>>;
  SecondApprovalNeeded: ResolverTypeWrapper<Resolved<SecondApprovalNeeded>>;
  Seller: ResolverTypeWrapper<Resolved<Seller>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SuggestedRepair: ResolverTypeWrapper<Resolved<SuggestedRepair>>;
  TakeInOrderResult: Resolved<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TakeInOrderResult']>>;
  URL: ResolverTypeWrapper<Resolved<Scalars['URL']['output']>>;
  UnfilledLine: ResolverTypeWrapper<Resolved<UnfilledLine>>;
  Int: ResolverTypeWrapper<Resolved<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Resolved<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Resolved<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: Resolved<Address>;
  AddressInput: Resolved<AddressInput>;
  AfterSaleCase: Resolved<AfterSaleCase>;
  ID: Resolved<Scalars['ID']['output']>;
  AfterSaleInput: Resolved<AfterSaleInput>;
  AfterSaleLine: Resolved<AfterSaleLine>;
  AfterSaleLineInput: Resolved<AfterSaleLineInput>;
  AfterSaleMoved: Resolved<AfterSaleMoved>;
  AfterSaleNotEligible: Resolved<AfterSaleNotEligible>;
  AfterSaleNotMoved: Resolved<AfterSaleNotMoved>;
  AfterSaleOpened: Resolved<AfterSaleOpened>;
  AfterSaleResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['AfterSaleResult']>;
  AfterSaleRule: Resolved<AfterSaleRule>;
  Attribute: Resolved<Attribute>;
  BasketLineInput: Resolved<BasketLineInput>;
  BasketPlan: Resolved<BasketPlan>;
  BuyerCredit: Resolved<BuyerCredit>;
  CancelOrderInput: Resolved<CancelOrderInput>;
  CancelOrderResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['CancelOrderResult']>;
  CancelRequested: Resolved<CancelRequested>;
  Capability: Resolved<Capability>;
  Channel: Resolved<Channel>;
  ChannelError: Resolved<ChannelError>;
  ChannelHealth: Resolved<ChannelHealth>;
  Float: Resolved<Scalars['Float']['output']>;
  ChannelOrder: Resolved<ChannelOrder | FederationReferenceTypes['ChannelOrder']>;
  ConfirmPaymentInput: Resolved<ConfirmPaymentInput>;
  Contact: Resolved<Contact>;
  ContactInput: Resolved<ContactInput>;
  CountryCode: Resolved<Scalars['CountryCode']['output']>;
  CreditInputs: Resolved<CreditInputs>;
  CurrencyCode: Resolved<Scalars['CurrencyCode']['output']>;
  DateTime: Resolved<Scalars['DateTime']['output']>;
  DecideEffectInput: Resolved<DecideEffectInput>;
  DecideEffectResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['DecideEffectResult']>;
  DecideReviewInput: Resolved<DecideReviewInput>;
  DecideReviewResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['DecideReviewResult']>;
  Decimal: Resolved<Scalars['Decimal']['output']>;
  DifferenceCount: Resolved<DifferenceCount>;
  EffectDecided: Resolved<EffectDecided>;
  EffectDecision: Resolved<EffectDecision>;
  EffectNotDecided: Resolved<EffectNotDecided>;
  Handoff: Resolved<Handoff>;
  HandoffLink: Resolved<HandoffLink>;
  IdempotencyConflict: Resolved<IdempotencyConflict>;
  IncomingAddressInput: Resolved<IncomingAddressInput>;
  IncomingLineInput: Resolved<IncomingLineInput>;
  IncomingOrderInput: Resolved<IncomingOrderInput>;
  InputProblem: Resolved<InputProblem>;
  InvalidOrder: Resolved<InvalidOrder>;
  JudgeSampleInput: Resolved<JudgeSampleInput>;
  JudgeSampleResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['JudgeSampleResult']>;
  LedgerBalance: Resolved<LedgerBalance>;
  LedgerEntry: Resolved<LedgerEntry>;
  LedgerPosting: Resolved<LedgerPosting>;
  Listing: Resolved<Listing>;
  ListingLineInput: Resolved<ListingLineInput>;
  Money: Resolved<Money>;
  MoneyInput: Resolved<MoneyInput>;
  MoveAfterSaleInput: Resolved<MoveAfterSaleInput>;
  MoveAfterSaleResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['MoveAfterSaleResult']>;
  Mutation: Record<PropertyKey, never>;
  NextStep: Resolved<NextStep>;
  NotCancellable: Resolved<NotCancellable>;
  NotCompared: Resolved<NotCompared>;
  NotInReview: Resolved<NotInReview>;
  NotSampled: Resolved<NotSampled>;
  Order: Resolved<Order | FederationReferenceTypes['Order']>;
  OrderCancelled: Resolved<OrderCancelled>;
  OrderConnection: Resolved<OrderConnection>;
  OrderEdge: Resolved<OrderEdge>;
  OrderEvent: Resolved<OrderEvent>;
  OrderLedger: Resolved<OrderLedger>;
  OrderLine: Resolved<OrderLine>;
  OrderNeedsReview: Resolved<OrderNeedsReview>;
  OrderNotPlaced: Resolved<OrderNotPlaced>;
  OrderNotTakenIn: Resolved<OrderNotTakenIn>;
  OrderPending: Resolved<OrderPending>;
  OrderRefunded: Resolved<OrderRefunded>;
  OrderReview: Resolved<OrderReview>;
  OrderTakenIn: Resolved<OrderTakenIn>;
  OrderTotals: Resolved<OrderTotals>;
  OutOfStock: Resolved<OutOfStock>;
  PageInfo: Resolved<PageInfo>;
  ParkedEffect: Resolved<ParkedEffect>;
  PartLedger: Resolved<PartLedger>;
  Payment: Resolved<Payment>;
  PaymentActionRequired: Resolved<PaymentActionRequired>;
  PaymentDeclined: Resolved<PaymentDeclined>;
  PaymentInput: Resolved<PaymentInput>;
  PaymentMethod: Resolved<PaymentMethod>;
  PlaceOrderInput: Resolved<PlaceOrderInput>;
  PlaceOrderResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['PlaceOrderResult']>;
  PlacedOrder: Resolved<PlacedOrder>;
  PriceChanged: Resolved<PriceChanged>;
  Product: Resolved<Product>;
  ProductLineInput: Resolved<ProductLineInput>;
  Query: Record<PropertyKey, never>;
  ReasonCount: Resolved<ReasonCount>;
  Reconciliation: Resolved<Reconciliation>;
  ReconciliationDifference: Resolved<ReconciliationDifference>;
  Refund: Resolved<Refund>;
  RefundOrderInput: Resolved<RefundOrderInput>;
  RefundOrderResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['RefundOrderResult']>;
  RefundPending: Resolved<RefundPending>;
  RefundRefused: Resolved<RefundRefused>;
  RefundShare: Resolved<RefundShare>;
  Refusal: Resolved<Refusal>;
  ResolveEffectInput: Resolved<ResolveEffectInput>;
  ReviewBlocked: Resolved<ReviewBlocked>;
  ReviewCheck: Resolved<ReviewCheck>;
  ReviewClaimed: Resolved<ReviewClaimed>;
  ReviewDecided: Resolved<ReviewDecided>;
  ReviewLogEntry: Resolved<ReviewLogEntry>;
  ReviewReason: Resolved<ReviewReason>;
  ReviewReport: Resolved<ReviewReport>;
  ReviewSample: Resolved<ReviewSample>;
  RuleTally: Resolved<RuleTally>;
  SampleJudged: Resolved<SampleJudged>;
  SecondApprovalNeeded: Resolved<SecondApprovalNeeded>;
  Seller: Resolved<Seller>;
  Subscription: Record<PropertyKey, never>;
  SuggestedRepair: Resolved<SuggestedRepair>;
  TakeInOrderResult: Resolved<ResolversUnionTypes<ResolversParentTypes>['TakeInOrderResult']>;
  URL: Resolved<Scalars['URL']['output']>;
  UnfilledLine: Resolved<UnfilledLine>;
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

export type AddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  district?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AfterSaleCaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleCase'] = ResolversParentTypes['AfterSaleCase']> = {
  channelCaseId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['URL']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AfterSaleKind'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['AfterSaleLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['ChannelOrder'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  returnPaidBy?: Resolver<ResolversTypes['AfterSalePayer'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AfterSaleStatus'], ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
};

export type AfterSaleLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleLine'] = ResolversParentTypes['AfterSaleLine']> = {
  line?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AfterSaleMovedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleMoved'] = ResolversParentTypes['AfterSaleMoved']> = {
  case?: Resolver<ResolversTypes['AfterSaleCase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AfterSaleNotEligibleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleNotEligible'] = ResolversParentTypes['AfterSaleNotEligible']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AfterSaleNotMovedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleNotMoved'] = ResolversParentTypes['AfterSaleNotMoved']> = {
  case?: Resolver<ResolversTypes['AfterSaleCase'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AfterSaleOpenedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleOpened'] = ResolversParentTypes['AfterSaleOpened']> = {
  case?: Resolver<ResolversTypes['AfterSaleCase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AfterSaleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleResult'] = ResolversParentTypes['AfterSaleResult']> = {
  __resolveType: TypeResolveFn<'AfterSaleNotEligible' | 'AfterSaleOpened' | 'IdempotencyConflict', ParentType, ContextType>;
};

export type AfterSaleRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AfterSaleRule'] = ResolversParentTypes['AfterSaleRule']> = {
  categories?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  exceptCategories?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['AfterSaleKind']>, ParentType, ContextType>;
  refundsShipping?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  returnPaidBy?: Resolver<ResolversTypes['AfterSalePayer'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withinDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Attribute'] = ResolversParentTypes['Attribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BasketPlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BasketPlan'] = ResolversParentTypes['BasketPlan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type BuyerCreditResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BuyerCredit'] = ResolversParentTypes['BuyerCredit']> = {
  inputs?: Resolver<ResolversTypes['CreditInputs'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CancelOrderResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelOrderResult'] = ResolversParentTypes['CancelOrderResult']> = {
  __resolveType: TypeResolveFn<'CancelRequested' | 'IdempotencyConflict' | 'NotCancellable' | 'OrderCancelled', ParentType, ContextType>;
};

export type CancelRequestedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelRequested'] = ResolversParentTypes['CancelRequested']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['ChannelError']>, ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  handoff?: Resolver<Maybe<ResolversTypes['Handoff']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['Refusal']>, ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['Seller']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ChannelOrderStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type CreditInputsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditInputs'] = ResolversParentTypes['CreditInputs']> = {
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  daysKnown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  declined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kept?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecideEffectResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DecideEffectResult'] = ResolversParentTypes['DecideEffectResult']> = {
  __resolveType: TypeResolveFn<'EffectDecided' | 'EffectNotDecided', ParentType, ContextType>;
};

export type DecideReviewResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DecideReviewResult'] = ResolversParentTypes['DecideReviewResult']> = {
  __resolveType: TypeResolveFn<'NotInReview' | 'ReviewBlocked' | 'ReviewClaimed' | 'ReviewDecided' | 'SecondApprovalNeeded', ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DifferenceCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DifferenceCount'] = ResolversParentTypes['DifferenceCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  meaning?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EffectDecidedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EffectDecided'] = ResolversParentTypes['EffectDecided']> = {
  decision?: Resolver<ResolversTypes['EffectDecision'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EffectDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EffectDecision'] = ResolversParentTypes['EffectDecision']> = {
  aggregateId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['EffectDecisionKind'], ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  effectId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EffectNotDecidedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EffectNotDecided'] = ResolversParentTypes['EffectNotDecided']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HandoffResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Handoff'] = ResolversParentTypes['Handoff']> = {
  attribution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['HandoffLink']>, ParentType, ContextType>;
  shareText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type HandoffLinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HandoffLink'] = ResolversParentTypes['HandoffLink']> = {
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  shareText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  existing?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  idempotencyKey?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InputProblemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputProblem'] = ResolversParentTypes['InputProblem']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InvalidOrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvalidOrder'] = ResolversParentTypes['InvalidOrder']> = {
  problems?: Resolver<Array<ResolversTypes['InputProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JudgeSampleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JudgeSampleResult'] = ResolversParentTypes['JudgeSampleResult']> = {
  __resolveType: TypeResolveFn<'NotSampled' | 'SampleJudged', ParentType, ContextType>;
};

export type LedgerBalanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerBalance'] = ResolversParentTypes['LedgerBalance']> = {
  account?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LedgerEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LedgerEntryKind'], ParentType, ContextType>;
  postings?: Resolver<Array<ResolversTypes['LedgerPosting']>, ParentType, ContextType>;
};

export type LedgerPostingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerPosting'] = ResolversParentTypes['LedgerPosting']> = {
  account?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  channelId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  partId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ListingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Listing'] = ResolversParentTypes['Listing']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MoveAfterSaleResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MoveAfterSaleResult'] = ResolversParentTypes['MoveAfterSaleResult']> = {
  __resolveType: TypeResolveFn<'AfterSaleMoved' | 'AfterSaleNotMoved', ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abandonEffect?: Resolver<ResolversTypes['DecideEffectResult'], ParentType, ContextType, RequireFields<MutationAbandonEffectArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['CancelOrderResult'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  claimReview?: Resolver<ResolversTypes['DecideReviewResult'], ParentType, ContextType, RequireFields<MutationClaimReviewArgs, 'orderId'>>;
  confirmPayment?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationConfirmPaymentArgs, 'input'>>;
  decideReview?: Resolver<ResolversTypes['DecideReviewResult'], ParentType, ContextType, RequireFields<MutationDecideReviewArgs, 'input'>>;
  internalAdoptGuestOrders?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationInternalAdoptGuestOrdersArgs, 'accountId' | 'email'>>;
  internalObserveShipment?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalObserveShipmentArgs, 'at' | 'orderId' | 'partId' | 'shipmentId' | 'status'>>;
  internalWakeChannelOrder?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalWakeChannelOrderArgs, 'channelId' | 'externalId'>>;
  internalWakePayment?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationInternalWakePaymentArgs, 'externalId' | 'paymentId'>>;
  judgeSample?: Resolver<ResolversTypes['JudgeSampleResult'], ParentType, ContextType, RequireFields<MutationJudgeSampleArgs, 'input'>>;
  moveAfterSale?: Resolver<ResolversTypes['MoveAfterSaleResult'], ParentType, ContextType, RequireFields<MutationMoveAfterSaleArgs, 'input'>>;
  placeOrder?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  refundOrder?: Resolver<ResolversTypes['RefundOrderResult'], ParentType, ContextType, RequireFields<MutationRefundOrderArgs, 'input'>>;
  requestAfterSale?: Resolver<ResolversTypes['AfterSaleResult'], ParentType, ContextType, RequireFields<MutationRequestAfterSaleArgs, 'input'>>;
  resolveEffect?: Resolver<ResolversTypes['DecideEffectResult'], ParentType, ContextType, RequireFields<MutationResolveEffectArgs, 'input'>>;
  retryEffect?: Resolver<ResolversTypes['DecideEffectResult'], ParentType, ContextType, RequireFields<MutationRetryEffectArgs, 'input'>>;
  startReconciliation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<MutationStartReconciliationArgs>>;
  takeInOrder?: Resolver<ResolversTypes['TakeInOrderResult'], ParentType, ContextType, RequireFields<MutationTakeInOrderArgs, 'channelId' | 'order'>>;
};

export type NextStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NextStep'] = ResolversParentTypes['NextStep']> = {
  by?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  who?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
};

export type NotCancellableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotCancellable'] = ResolversParentTypes['NotCancellable']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotComparedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotCompared'] = ResolversParentTypes['NotCompared']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotInReviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotInReview'] = ResolversParentTypes['NotInReview']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotSampledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotSampled'] = ResolversParentTypes['NotSampled']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  afterSales?: Resolver<Array<ResolversTypes['AfterSaleCase']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  nextStep?: Resolver<Maybe<ResolversTypes['NextStep']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['OrderOrigin'], ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['ChannelOrder']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  review?: Resolver<Maybe<ResolversTypes['OrderReview']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['OrderTotals'], ParentType, ContextType>;
};

export type OrderCancelledResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderCancelled'] = ResolversParentTypes['OrderCancelled']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderLedgerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLedger'] = ResolversParentTypes['OrderLedger']> = {
  balances?: Resolver<Array<ResolversTypes['LedgerBalance']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  entries?: Resolver<Array<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  owedByBuyer?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  owedToBuyer?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['PartLedger']>, ParentType, ContextType>;
  sum?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listing?: Resolver<Maybe<ResolversTypes['Listing']>, ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['Attribute']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderNeedsReviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderNeedsReview'] = ResolversParentTypes['OrderNeedsReview']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['ReviewReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotPlacedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderNotPlaced'] = ResolversParentTypes['OrderNotPlaced']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotTakenInResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderNotTakenIn'] = ResolversParentTypes['OrderNotTakenIn']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderPendingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderPending'] = ResolversParentTypes['OrderPending']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderRefundedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderRefunded'] = ResolversParentTypes['OrderRefunded']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderReviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderReview'] = ResolversParentTypes['OrderReview']> = {
  approvedBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['ReviewCheck']>, ParentType, ContextType>;
  claimedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  claimedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['BuyerCredit'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  log?: Resolver<Array<ResolversTypes['ReviewLogEntry']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['ReviewReason']>, ParentType, ContextType>;
  sample?: Resolver<Maybe<ResolversTypes['ReviewSample']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReviewState'], ParentType, ContextType>;
};

export type OrderTakenInResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderTakenIn'] = ResolversParentTypes['OrderTakenIn']> = {
  isNew?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderTotalsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderTotals'] = ResolversParentTypes['OrderTotals']> = {
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  goods?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shipping?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OutOfStockResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OutOfStock'] = ResolversParentTypes['OutOfStock']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['UnfilledLine']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ParkedEffectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParkedEffect'] = ResolversParentTypes['ParkedEffect']> = {
  aggregateId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  attemptNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attemptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  effectId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PartLedgerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PartLedger'] = ResolversParentTypes['PartLedger']> = {
  balances?: Resolver<Array<ResolversTypes['LedgerBalance']>, ParentType, ContextType>;
  channelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  authorized?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PaymentActionRequiredResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentActionRequired'] = ResolversParentTypes['PaymentActionRequired']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  qrCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  redirectUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentDeclinedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentDeclined'] = ResolversParentTypes['PaymentDeclined']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentMethodResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMethod'] = ResolversParentTypes['PaymentMethod']> = {
  currencies?: Resolver<Maybe<Array<ResolversTypes['CurrencyCode']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlaceOrderResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlaceOrderResult'] = ResolversParentTypes['PlaceOrderResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidOrder' | 'OrderNeedsReview' | 'OrderNotPlaced' | 'OrderPending' | 'OutOfStock' | 'PaymentActionRequired' | 'PaymentDeclined' | 'PlacedOrder' | 'PriceChanged', ParentType, ContextType>;
};

export type PlacedOrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlacedOrder'] = ResolversParentTypes['PlacedOrder']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  handoffs?: Resolver<Array<ResolversTypes['Handoff']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceChanged'] = ResolversParentTypes['PriceChanged']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agreed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  now?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['BasketPlan']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  afterSaleCase?: Resolver<Maybe<ResolversTypes['AfterSaleCase']>, ParentType, ContextType, RequireFields<QueryAfterSaleCaseArgs, 'id'>>;
  afterSalePolicy?: Resolver<Array<ResolversTypes['AfterSaleRule']>, ParentType, ContextType>;
  afterSaleQueue?: Resolver<Array<ResolversTypes['AfterSaleCase']>, ParentType, ContextType, RequireFields<QueryAfterSaleQueueArgs, 'first'>>;
  cancellationsByReason?: Resolver<Array<ResolversTypes['ReasonCount']>, ParentType, ContextType, RequireFields<QueryCancellationsByReasonArgs, 'from' | 'to'>>;
  effectDecisions?: Resolver<Array<ResolversTypes['EffectDecision']>, ParentType, ContextType, RequireFields<QueryEffectDecisionsArgs, 'first'>>;
  ledger?: Resolver<Maybe<ResolversTypes['OrderLedger']>, ParentType, ContextType, RequireFields<QueryLedgerArgs, 'orderId'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  parkedEffects?: Resolver<Array<ResolversTypes['ParkedEffect']>, ParentType, ContextType, RequireFields<QueryParkedEffectsArgs, 'first'>>;
  paymentMethods?: Resolver<Array<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  reconciliation?: Resolver<Maybe<ResolversTypes['Reconciliation']>, ParentType, ContextType>;
  refundsByReason?: Resolver<Array<ResolversTypes['ReasonCount']>, ParentType, ContextType, RequireFields<QueryRefundsByReasonArgs, 'from' | 'to'>>;
  reviewQueue?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryReviewQueueArgs, 'first'>>;
  reviewReport?: Resolver<ResolversTypes['ReviewReport'], ParentType, ContextType, RequireFields<QueryReviewReportArgs, 'from' | 'to'>>;
  reviewSamples?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryReviewSamplesArgs, 'first'>>;
  trackOrder?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryTrackOrderArgs, 'number' | 'phoneLast4'>>;
};

export type ReasonCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReasonCount'] = ResolversParentTypes['ReasonCount']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReconciliationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reconciliation'] = ResolversParentTypes['Reconciliation']> = {
  agreeing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channelOrders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['DifferenceCount']>, ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['ReconciliationDifference']>, ParentType, ContextType, RequireFields<ReconciliationDifferencesArgs, 'first'>>;
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leftOff?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notCompared?: Resolver<Array<ResolversTypes['NotCompared']>, ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parcels?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  payments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  underWay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ReconciliationDifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReconciliationDifference'] = ResolversParentTypes['ReconciliationDifference']> = {
  connectionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orderNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ours?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  repair?: Resolver<ResolversTypes['SuggestedRepair'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['DifferenceSubject'], ParentType, ContextType>;
  theirs?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RefundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shares?: Resolver<Array<ResolversTypes['RefundShare']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
};

export type RefundOrderResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundOrderResult'] = ResolversParentTypes['RefundOrderResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'OrderRefunded' | 'RefundPending' | 'RefundRefused', ParentType, ContextType>;
};

export type RefundPendingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundPending'] = ResolversParentTypes['RefundPending']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundRefusedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundRefused'] = ResolversParentTypes['RefundRefused']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundShareResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundShare'] = ResolversParentTypes['RefundShare']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  borneByChannel?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  part?: Resolver<Maybe<ResolversTypes['ChannelOrder']>, ParentType, ContextType>;
  shipping?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  lineIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewBlockedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewBlocked'] = ResolversParentTypes['ReviewBlocked']> = {
  checks?: Resolver<Array<ResolversTypes['ReviewCheck']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewCheckResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewCheck'] = ResolversParentTypes['ReviewCheck']> = {
  blocking?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  unsure?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReviewClaimedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewClaimed'] = ResolversParentTypes['ReviewClaimed']> = {
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewDecidedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewDecided'] = ResolversParentTypes['ReviewDecided']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewLogEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewLogEntry'] = ResolversParentTypes['ReviewLogEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  overridden?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewReasonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewReason'] = ResolversParentTypes['ReviewReason']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ReviewReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewReport'] = ResolversParentTypes['ReviewReport']> = {
  approved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  blocked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  judged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  missed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rules?: Resolver<Array<ResolversTypes['RuleTally']>, ParentType, ContextType>;
  sampled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReviewSampleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReviewSample'] = ResolversParentTypes['ReviewSample']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReviewSampleState'], ParentType, ContextType>;
};

export type RuleTallyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RuleTally'] = ResolversParentTypes['RuleTally']> = {
  approved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  blocked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SampleJudgedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SampleJudged'] = ResolversParentTypes['SampleJudged']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondApprovalNeededResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SecondApprovalNeeded'] = ResolversParentTypes['SecondApprovalNeeded']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SellerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller']> = {
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderUpdated?: SubscriptionResolver<ResolversTypes['Order'], "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'orderId'>>;
};

export type SuggestedRepairResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SuggestedRepair'] = ResolversParentTypes['SuggestedRepair']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['RepairBy'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TakeInOrderResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TakeInOrderResult'] = ResolversParentTypes['TakeInOrderResult']> = {
  __resolveType: TypeResolveFn<'OrderNotTakenIn' | 'OrderTakenIn', ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnfilledLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnfilledLine'] = ResolversParentTypes['UnfilledLine']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  substitutes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Product']>>>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Address?: AddressResolvers<ContextType>;
  AfterSaleCase?: AfterSaleCaseResolvers<ContextType>;
  AfterSaleLine?: AfterSaleLineResolvers<ContextType>;
  AfterSaleMoved?: AfterSaleMovedResolvers<ContextType>;
  AfterSaleNotEligible?: AfterSaleNotEligibleResolvers<ContextType>;
  AfterSaleNotMoved?: AfterSaleNotMovedResolvers<ContextType>;
  AfterSaleOpened?: AfterSaleOpenedResolvers<ContextType>;
  AfterSaleResult?: AfterSaleResultResolvers<ContextType>;
  AfterSaleRule?: AfterSaleRuleResolvers<ContextType>;
  Attribute?: AttributeResolvers<ContextType>;
  BasketPlan?: BasketPlanResolvers<ContextType>;
  BuyerCredit?: BuyerCreditResolvers<ContextType>;
  CancelOrderResult?: CancelOrderResultResolvers<ContextType>;
  CancelRequested?: CancelRequestedResolvers<ContextType>;
  Capability?: CapabilityResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  ChannelError?: ChannelErrorResolvers<ContextType>;
  ChannelHealth?: ChannelHealthResolvers<ContextType>;
  ChannelOrder?: ChannelOrderResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CreditInputs?: CreditInputsResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DecideEffectResult?: DecideEffectResultResolvers<ContextType>;
  DecideReviewResult?: DecideReviewResultResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  DifferenceCount?: DifferenceCountResolvers<ContextType>;
  EffectDecided?: EffectDecidedResolvers<ContextType>;
  EffectDecision?: EffectDecisionResolvers<ContextType>;
  EffectNotDecided?: EffectNotDecidedResolvers<ContextType>;
  Handoff?: HandoffResolvers<ContextType>;
  HandoffLink?: HandoffLinkResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  InvalidOrder?: InvalidOrderResolvers<ContextType>;
  JudgeSampleResult?: JudgeSampleResultResolvers<ContextType>;
  LedgerBalance?: LedgerBalanceResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  LedgerPosting?: LedgerPostingResolvers<ContextType>;
  Listing?: ListingResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  MoveAfterSaleResult?: MoveAfterSaleResultResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NextStep?: NextStepResolvers<ContextType>;
  NotCancellable?: NotCancellableResolvers<ContextType>;
  NotCompared?: NotComparedResolvers<ContextType>;
  NotInReview?: NotInReviewResolvers<ContextType>;
  NotSampled?: NotSampledResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderCancelled?: OrderCancelledResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderEvent?: OrderEventResolvers<ContextType>;
  OrderLedger?: OrderLedgerResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderNeedsReview?: OrderNeedsReviewResolvers<ContextType>;
  OrderNotPlaced?: OrderNotPlacedResolvers<ContextType>;
  OrderNotTakenIn?: OrderNotTakenInResolvers<ContextType>;
  OrderPending?: OrderPendingResolvers<ContextType>;
  OrderRefunded?: OrderRefundedResolvers<ContextType>;
  OrderReview?: OrderReviewResolvers<ContextType>;
  OrderTakenIn?: OrderTakenInResolvers<ContextType>;
  OrderTotals?: OrderTotalsResolvers<ContextType>;
  OutOfStock?: OutOfStockResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParkedEffect?: ParkedEffectResolvers<ContextType>;
  PartLedger?: PartLedgerResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentActionRequired?: PaymentActionRequiredResolvers<ContextType>;
  PaymentDeclined?: PaymentDeclinedResolvers<ContextType>;
  PaymentMethod?: PaymentMethodResolvers<ContextType>;
  PlaceOrderResult?: PlaceOrderResultResolvers<ContextType>;
  PlacedOrder?: PlacedOrderResolvers<ContextType>;
  PriceChanged?: PriceChangedResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReasonCount?: ReasonCountResolvers<ContextType>;
  Reconciliation?: ReconciliationResolvers<ContextType>;
  ReconciliationDifference?: ReconciliationDifferenceResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundOrderResult?: RefundOrderResultResolvers<ContextType>;
  RefundPending?: RefundPendingResolvers<ContextType>;
  RefundRefused?: RefundRefusedResolvers<ContextType>;
  RefundShare?: RefundShareResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  ReviewBlocked?: ReviewBlockedResolvers<ContextType>;
  ReviewCheck?: ReviewCheckResolvers<ContextType>;
  ReviewClaimed?: ReviewClaimedResolvers<ContextType>;
  ReviewDecided?: ReviewDecidedResolvers<ContextType>;
  ReviewLogEntry?: ReviewLogEntryResolvers<ContextType>;
  ReviewReason?: ReviewReasonResolvers<ContextType>;
  ReviewReport?: ReviewReportResolvers<ContextType>;
  ReviewSample?: ReviewSampleResolvers<ContextType>;
  RuleTally?: RuleTallyResolvers<ContextType>;
  SampleJudged?: SampleJudgedResolvers<ContextType>;
  SecondApprovalNeeded?: SecondApprovalNeededResolvers<ContextType>;
  Seller?: SellerResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SuggestedRepair?: SuggestedRepairResolvers<ContextType>;
  TakeInOrderResult?: TakeInOrderResultResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UnfilledLine?: UnfilledLineResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
};
