import { LosslessNumber, stringifyLosslessJson, type Call, type QuoteLine } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import type { AreaIds } from './area.ts';
import { ask } from './client.ts';
import { settingsOf } from './settings.ts';
import { partIn, yuanIn } from './wire.ts';

/** What JD takes for bringing a basket to a place; `undefined` when it does not say. */
export async function freightOf(lines: readonly QuoteLine[], area: AreaIds, call: Call): Promise<Money | undefined> {
  const sku = lines.map(({ externalId, quantity }) => ({ skuId: new LosslessNumber(externalId), num: quantity }));
  const form = { sku: stringifyLosslessJson(sku) ?? '[]', ...area, paymentType: settingsOf(call).paymentType };
  const answer = await ask(call, 'api/order/getFreight', form);
  return answer.ok ? yuanIn(partIn(answer.result)['freight']) : undefined;
}
