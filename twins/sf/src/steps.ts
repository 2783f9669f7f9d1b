/** One thing that happens to a parcel, in SF's codes and words. */
export interface Step {
  readonly opCode: string;
  readonly remark: string;
  readonly firstStatusCode: string;
  readonly firstStatusName: string;
  readonly secondaryStatusCode: string;
  readonly secondaryStatusName: string;
  /** Where it happens: at the sender's, on the way, or at the recipient's. */
  readonly place: 'origin' | 'hub' | 'destination';
}

const step = (
  opCode: string,
  place: Step['place'],
  remark: string,
  first: readonly [string, string],
  second: readonly [string, string],
): Step => ({
  opCode,
  place,
  remark,
  firstStatusCode: first[0],
  firstStatusName: first[1],
  secondaryStatusCode: second[0],
  secondaryStatusName: second[1],
});

const PICKED_UP = ['1', '已揽收'] as const;
const MOVING = ['2', '运送中'] as const;
const DELIVERING = ['3', '派送中'] as const;
const SIGNED = ['4', '已签收'] as const;

/** An ordinary journey, one after the other. `8000` is bookkeeping after the parcel has arrived and changes nothing. */
export const JOURNEY: readonly Step[] = [
  step('50', 'origin', '顺丰速运 已收取快件', PICKED_UP, ['101', '已揽收']),
  step('30', 'origin', '快件在【始发地集散中心】完成分拣，准备发往下一站', MOVING, ['201', '运送中']),
  step('36', 'origin', '快件已发车，发往【中转场】', MOVING, ['201', '运送中']),
  step('31', 'hub', '快件到达【中转场】', MOVING, ['1301', '到达']),
  step('130', 'destination', '快件到达【派送网点】，等待派送', MOVING, ['201', '运送中']),
  step('204', 'destination', '快件交给派送员，正在派送途中（联系电话：95338）', DELIVERING, ['301', '派送中']),
  step('80', 'destination', '您的快件已签收，感谢使用顺丰，期待再次为您服务', SIGNED, ['401', '已签收']),
  step('8000', 'destination', '在官网"运单资料&签收图"，可查看签收人信息', SIGNED, ['401', '已签收']),
];

const OTHERS: readonly Step[] = [
  step('54', 'origin', '快件已揽收', PICKED_UP, ['101', '已揽收']),
  step('310', 'hub', '快件到达【中转场】', MOVING, ['1301', '到达']),
  step('105', 'hub', '快件航班已起飞', MOVING, ['201', '运送中']),
  step('106', 'hub', '快件航班已到达', MOVING, ['201', '运送中']),
  step('44', 'destination', '快件正在派送途中，请您准备签收', DELIVERING, ['301', '派送中']),
  step('70', 'destination', '快件派送不成功（因电话无人接听），正在处理中', DELIVERING, ['1301', '派送异常']),
  step('33', 'destination', '快件暂存，待再次派送', DELIVERING, ['1301', '派送异常']),
  step('125', 'destination', '快件已存放至【丰巢快递柜】，请凭取件码取件', DELIVERING, ['301', '待取件']),
  step('99', 'destination', '快件转寄退回', MOVING, ['201', '运送中']),
  step('648', 'destination', '快件已退回，新单号见备注', MOVING, ['201', '运送中']),
];

/** The step of an operation code; codes nobody has heard of get neutral words, so that a client's treatment of the unknown can be seen. */
export function stepOf(opCode: string): Step {
  const known = [...JOURNEY, ...OTHERS].find(step => step.opCode === opCode);
  return known ?? step(opCode, 'hub', '快件状态更新', MOVING, ['201', '运送中']);
}
