import type { FaultRule, TwinResponse } from '@onebasket/twin-kit';

/** Faults in what SF says: an operation code nobody has heard of. */
export function playAfter(rule: FaultRule, response: TwinResponse): TwinResponse {
  if (rule.kind !== 'unknown-value' || typeof response.body !== 'string') return response;
  const platform = JSON.parse(response.body) as { apiResultData: string | null };
  const bent = platform.apiResultData
    ?.replace(/"opCode":"\w+"/g, `"opCode":"${rule.value ?? '99999'}"`)
    .replace(/"(first|secondary)StatusCode":"\w+"/g, '"$1StatusCode":"9999"')
    .replace(/"(first|secondary)StatusName":"[^"]*"/g, '"$1StatusName":"未知"');
  return { ...response, body: JSON.stringify({ ...platform, apiResultData: bent ?? null }) };
}
