import { integerIn, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { ask } from './client.ts';
import { search } from './search.ts';
import { settingsOf } from './settings.ts';
import { recordsIn } from './wire.ts';

/** A search for one item: accepted means that address, keyset and marketplace are right. Then what is left of the day's calls, where eBay tells. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { marketplaceId } = settingsOf(call.connection);
  await search({ text: 'phone', first: 1 }, call);
  const left = await callsLeft(call);
  if (left !== undefined) call.noteBudget({ dayLeft: left });
  return { detail: left === undefined ? `${marketplaceId} answers` : `${marketplaceId} answers, ${left} calls left today` };
}

/** The least that is left of any of the Browse API's resources; `undefined` where eBay does not tell. */
async function callsLeft(call: Call): Promise<number | undefined> {
  const query = { api_name: 'browse', api_context: 'buy' };
  try {
    const answer = await ask({ path: '/developer/analytics/v1_beta/rate_limit/', query, label: 'GET /rate_limit/' }, call);
    const left = recordsIn(answer.ok ? answer.body['rateLimits'] : undefined)
      .flatMap(limit => recordsIn(limit['resources']))
      .flatMap(resource => recordsIn(resource['rates']))
      .flatMap(rate => integerIn(rate['remaining']) ?? [])
      .filter(remaining => remaining >= 0);
    return left.length === 0 ? undefined : Math.min(...left);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('eBay does not tell the quota', { reason: error.message });
    return undefined;
  }
}
