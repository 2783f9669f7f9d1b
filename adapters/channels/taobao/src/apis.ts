import type { Call } from '@onebasket/adapter-sdk';
import { settingsOf } from './settings.ts';

type Api = 'search' | 'detail' | 'links' | 'shareText' | 'orderReport';

const PROMOTER: Readonly<Record<Api, string>> = {
  search: 'taobao.tbk.dg.material.optional.upgrade',
  detail: 'taobao.tbk.item.info.upgrade.get',
  links: 'taobao.tbk.dg.general.link.convert',
  shareText: 'taobao.tbk.tpwd.create',
  orderReport: 'taobao.tbk.order.details.get',
};

const SERVICE_PROVIDER: Readonly<Record<Api, string>> = {
  ...PROMOTER,
  search: 'taobao.tbk.sc.material.optional.upgrade',
  links: 'taobao.tbk.sc.general.link.convert',
  orderReport: 'taobao.tbk.sc.order.details.get',
};

/** The name of an API for what this account is. */
export function apiFor(api: Api, call: Call): string {
  return (settingsOf(call.connection).apiFamily === 'service-provider' ? SERVICE_PROVIDER : PROMOTER)[api];
}
