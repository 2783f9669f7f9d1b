import { Type } from 'typebox';

const text = (maxLength = 4000) => Type.String({ maxLength });

export const REFUND_STATES = ['asking', 'paying', 'done', 'refused'] as const;
/** `asking`: a channel has not answered yet; `paying`: the payment provider is giving it back. */
export type RefundState = (typeof REFUND_STATES)[number];

export const SHARE_STATES = ['none', 'wanted', 'done', 'refused'] as const;

export const refundSchema = Type.Object({
  id: text(20),
  /** Of the staff member's request; a refund that follows from something else names it. */
  key: text(300),
  hash: text(100),
  by: Type.Enum(['staff', 'after-sale', 'channel'] as string[]),
  actor: Type.Optional(text(300)),
  reason: text(500),
  at: text(40),
  amount: text(40),
  state: Type.Enum(REFUND_STATES as unknown as string[]),
  message: Type.Optional(text(500)),
  shares: Type.Array(
    Type.Object({
      partId: text(40),
      amount: text(40),
      lines: Type.Array(Type.Object({ lineId: text(60), quantity: Type.Integer({ minimum: 1 }), amount: text(40) })),
      shipping: Type.Optional(text(40)),
      channel: Type.Enum(SHARE_STATES as unknown as string[]),
      externalId: Type.Optional(text(400)),
      message: Type.Optional(text(500)),
    }),
  ),
});

/** What of a refund is one part's; the shares add up to the refund. */
export interface RefundShareDoc {
  readonly partId: string;
  readonly amount: string;
  /** Pieces that it is for; empty for an amount without lines. */
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly amount: string }[];
  /** What of it is shipping. */
  readonly shipping?: string;
  /** Whether the channel bears it: it cannot be asked, is being asked, does, does not. */
  readonly channel: (typeof SHARE_STATES)[number];
  readonly externalId?: string;
  readonly message?: string;
}

/** Money that goes back to the buyer of a standing order; kept with the order for good. */
export interface RefundDoc {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
  readonly by: 'staff' | 'after-sale' | 'channel';
  readonly actor?: string;
  readonly reason: string;
  readonly at: string;
  /** As asked; once done: as given. */
  readonly amount: string;
  readonly state: RefundState;
  readonly message?: string;
  readonly shares: readonly RefundShareDoc[];
}

/** Providers take about fifty partial refunds of one payment. */
export const MOST_REFUNDS = 50;
