/** One order as JD keeps it; a split one has parts. */
export interface TwinOrder {
  readonly jdOrderId: number;
  readonly thirdOrder: string;
  readonly lines: readonly TwinLine[];
  readonly freight: number;
  /** 0 cancelled, 1 valid. */
  orderState: 0 | 1;
  /** 0 reserved, 1 confirmed. */
  submitState: 0 | 1;
  /** 0 new, 1 delivered, 2 refused. */
  state: 0 | 1 | 2;
  jdOrderState: number;
  readonly waybills: { readonly carrier: string; readonly deliveryOrderId: string }[];
  readonly tracks: { readonly msgTime: string; readonly content: string; readonly operator: string }[];
  parts: TwinOrder[];
  readonly parent?: TwinOrder;
}

export interface TwinLine {
  readonly skuId: number;
  readonly num: number;
  readonly price: number;
  readonly name: string;
}
