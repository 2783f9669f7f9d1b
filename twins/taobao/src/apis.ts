import { randomBytes } from 'node:crypto';
import { beijingMs } from './beijing.ts';
import { itemView } from './item-view.ts';
import type { TwinItem } from './items.ts';
import { shareText, type LinkFacts, type Links } from './links.ts';
import { rowView, type Report } from './report.ts';
import type { Sessions } from './sessions.ts';
import { invalidArgument, missingArgument, TopError } from './top-error.ts';

/** What the APIs work on. */
export interface World {
  readonly items: Map<string, TwinItem>;
  readonly links: Links;
  readonly report: Report;
  readonly sessions: Sessions;
  readonly now: () => Date;
}

export interface Api {
  /** Asks for a session of the account's owner. */
  readonly needsSession?: boolean;
  answer(params: ReadonlyMap<string, string>, world: World): object;
}

const MOST_DETAILS = 20;
const REPORT_WINDOW_MS = 3 * 3_600_000;

/** Every API of this twin by its name. */
export const APIS: Readonly<Record<string, Api>> = {
  'taobao.tbk.dg.material.optional.upgrade': { answer: searchItems },
  'taobao.tbk.sc.material.optional.upgrade': { answer: searchItems, needsSession: true },
  'taobao.tbk.item.info.upgrade.get': { answer: readItems },
  'taobao.tbk.dg.general.link.convert': { answer: convertLinks },
  'taobao.tbk.sc.general.link.convert': { answer: convertLinks, needsSession: true },
  'taobao.tbk.tpwd.create': { answer: createShareText },
  'taobao.tbk.order.details.get': { answer: readReport },
  'taobao.tbk.sc.order.details.get': { answer: readReport, needsSession: true },
  'taobao.top.auth.token.create': { answer: (params, { sessions }) => sessions.create(required(params, 'code')) },
  'taobao.top.auth.token.refresh': { answer: (params, { sessions }) => sessions.refresh(required(params, 'refresh_token')) },
};

function searchItems(params: ReadonlyMap<string, string>, { items, links }: World): object {
  const adzoneId = wholeNumber(required(params, 'adzone_id'), 'adzone_id');
  const words = params.get('q')?.toLowerCase().split(/\s+/) ?? [];
  if (words.length === 0 && !params.has('cat')) throw missingArgument('q');
  const pageNo = Number(wholeNumber(params.get('page_no') ?? '1', 'page_no'));
  const pageSize = Number(wholeNumber(params.get('page_size') ?? '20', 'page_size'));
  if (pageNo < 1 || pageSize < 1 || pageSize > 100) throw invalidArgument('page_size', 'page_size 范围 1~100');
  const found = [...items.values()].filter(item => item.isGone !== true && words.every(word => item.title.toLowerCase().includes(word)));
  const shown = found.slice((pageNo - 1) * pageSize, pageNo * pageSize);
  const facts = (itemId: string): LinkFacts => ({ itemId, adzoneId, ...attribution(params) });
  return {
    total_results: found.length,
    result_list: shown.length === 0 ? {} : { map_data: shown.map(item => itemView(item, links.make(facts(item.id)))) },
  };
}

function readItems(params: ReadonlyMap<string, string>, { items }: World): object {
  const ids = required(params, 'item_id').split(',');
  if (ids.length > MOST_DETAILS) throw invalidArgument('item_id', `一次最多${MOST_DETAILS}个`);
  const found = ids.flatMap(id => {
    const item = items.get(id);
    return item === undefined || item.isGone === true ? [] : [{ ...itemView(item), input_item_iid: id }];
  });
  return { results: found.length === 0 ? {} : { tbk_item_detail: found } };
}

function convertLinks(params: ReadonlyMap<string, string>, { items, links }: World): object {
  const adzoneId = wholeNumber(required(params, 'adzone_id'), 'adzone_id');
  const ids = params.get('item_id_list')?.split(',') ?? idsOfDto(required(params, 'item_dto'));
  const rows = ids.map(id => {
    const item = items.get(id);
    if (item === undefined || item.isGone === true) return { input_item_id: id, code: 4001, msg: '商品不存在或未参加推广' };
    const { shortUrl, clickUrl, couponUrl, code } = links.make({ itemId: id, adzoneId, ...attribution(params) });
    const { model, simple } = shareText(code);
    const cps = { cps_short_url: shortUrl, cps_long_url: `https:${clickUrl}`, cps_full_tpwd: model, cps_short_tpwd: simple };
    const coupon = {
      coupon_short_url: shortUrl,
      coupon_long_url: `https:${couponUrl}`,
      coupon_full_tpwd: model,
      coupon_short_tpwd: simple,
    };
    return { input_item_id: id, code: 0, link_info_dto: { item_id: id, ...cps, ...((item.path ?? []).length > 0 ? coupon : {}) } };
  });
  return { data: { item_url_list: { item_url_list: rows } }, biz_error_desc: 0 };
}

function idsOfDto(text: string): readonly string[] {
  try {
    const list = JSON.parse(text) as readonly { readonly item_id: string }[];
    return list.map(({ item_id }) => item_id);
  } catch {
    throw invalidArgument('item_dto', 'item_dto 不是合法的JSON');
  }
}

function createShareText(params: ReadonlyMap<string, string>, { links }: World): object {
  const url = required(params, 'url');
  if (!url.startsWith('https://') || links.read(url) === undefined) {
    throw new TopError(15, 'Remote service error', 'isv.invalid-parameter:url', 'url 必须是联盟官方链接');
  }
  const { model, simple } = shareText(randomBytes(8).toString('base64url'));
  return { data: { model, password_simple: simple } };
}

function readReport(params: ReadonlyMap<string, string>, { report }: World): object {
  const [fromMs, toMs] = ['start_time', 'end_time'].map(name => {
    const ms = beijingMs(required(params, name));
    if (ms === undefined) throw invalidArgument(name, '时间格式: yyyy-MM-dd HH:mm:ss');
    return ms;
  }) as [number, number];
  if (toMs <= fromMs || toMs - fromMs > REPORT_WINDOW_MS) throw invalidArgument('end_time', '时间段不超过3个小时');
  const pageSize = Number(wholeNumber(params.get('page_size') ?? '20', 'page_size'));
  const pageNo = Number(wholeNumber(params.get('page_no') ?? '1', 'page_no'));
  if (pageSize < 1 || pageSize > 100 || pageNo < 1 || pageNo > 100) throw invalidArgument('page_size', '范围 1~100');
  if (pageNo > 1) required(params, 'jump_type');
  const rows = report.between(fromMs, toMs, params.get('query_type') === '4' ? 'changed' : 'created');
  const start = pageNo === 1 ? 0 : positionOf(required(params, 'position_index'));
  const shown = rows.slice(start, start + pageSize);
  return {
    data: {
      has_next: start + pageSize < rows.length,
      has_pre: start > 0,
      page_no: pageNo,
      page_size: pageSize,
      position_index: `pos_${start + pageSize}`,
      results: shown.length === 0 ? {} : { publisher_order_dto: shown.map(rowView) },
    },
  };
}

function positionOf(text: string): number {
  const match = /^pos_(\d{1,9})$/.exec(text);
  if (!match) throw invalidArgument('position_index', '位点无效');
  return Number(match[1]);
}

function attribution(params: ReadonlyMap<string, string>): { readonly relationId?: string; readonly specialId?: string } {
  const [relationId, specialId] = [params.get('relation_id'), params.get('special_id')];
  return { ...(relationId === undefined ? {} : { relationId }), ...(specialId === undefined ? {} : { specialId }) };
}

function required(params: ReadonlyMap<string, string>, name: string): string {
  const value = params.get(name);
  if (value === undefined || value === '') throw missingArgument(name);
  return value;
}

function wholeNumber(text: string, name: string): string {
  if (!/^\d{1,19}$/.test(text)) throw invalidArgument(name, `${name} 应为数字`);
  return text;
}
