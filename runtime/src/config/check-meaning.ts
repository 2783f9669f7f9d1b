import { checkSettings } from '@onebasket/adapter-registry';
import type { Adapter } from '@onebasket/adapter-sdk';
import { isCountryCode, isCurrencyCode } from '@onebasket/core';
import { reportUnknownKey } from './explain.ts';
import { nearest } from './nearest.ts';
import type { RawConfig, RawConnection } from './raw-config.ts';
import { pathText, type Path, type Report } from './report.ts';
import { RULE_CONDITIONS, type ReviewRule } from './review-rules.ts';

const LISTS = [
  ['channels', 'channel'],
  ['carriers', 'carrier'],
  ['payments', 'payment'],
] as const;

/** Checks what a schema cannot say: what must be unique, what must exist, and settings against the adapter that reads them. */
export function checkMeaning(
  config: RawConfig,
  adapters: readonly Adapter[] | undefined,
  fromVariables: ReadonlySet<string>,
  report: Report,
): void {
  const shown = (path: Path, value: string) => (fromVariables.has(pathText(path)) ? 'the value of the variable' : `"${value}"`);
  const unique = uniqueness(report);
  for (const [list, kind] of LISTS) {
    (config[list] ?? []).forEach((connection, at) => {
      unique('id', connection.id, [list, at, 'id'], shown([list, at, 'id'], connection.id));
      if (adapters) checkConnection(connection, kind, adapters, [list, at], shown, report);
    });
  }
  config.accounts?.seed?.staff?.forEach(({ email }, at) => {
    const path = ['accounts', 'seed', 'staff', at, 'email'];
    unique('staff', email.trim().toLowerCase(), path, shown(path, email));
  });
  config.accounts?.seed?.clients?.forEach(({ id, key }, at) => {
    const path = ['accounts', 'seed', 'clients', at];
    unique('client', id, [...path, 'id'], shown([...path, 'id'], id));
    unique('key', key, [...path, 'key'], 'this key');
  });
  const currency = (path: Path, code: string, at: 'key' | 'value' = 'value') => {
    if (!isCurrencyCode(code)) report(path, `${shown(path, code)} is not an ISO 4217 currency`, { at });
  };
  if (config.displayCurrency !== undefined) currency(['displayCurrency'], config.displayCurrency);
  if (config.rates) {
    currency(['rates', 'base'], config.rates.base);
    for (const code of Object.keys(config.rates.values)) currency(['rates', 'values', code], code, 'key');
    if (!isDay(config.rates.date)) report(['rates', 'date'], 'must be a day such as 2026-11-25');
  }
  const rules = config.orders?.review?.rules;
  if (rules) rules.forEach((rule, at) => checkRule(rule, ['orders', 'review', 'rules', at], { unique, currency, report }));
  const second = config.orders?.review?.secondPersonAbove;
  if (second?.currency !== undefined) currency(['orders', 'review', 'secondPersonAbove', 'currency'], second.currency);
  const { publicUrl } = config.gateway ?? {};
  if (publicUrl !== undefined && !URL.canParse(publicUrl))
    report(['gateway', 'publicUrl'], 'must be an address such as https://shop.example.com');
}

function checkRule(
  rule: ReviewRule,
  path: Path,
  { unique, currency, report }: { unique: ReturnType<typeof uniqueness>; currency: (path: Path, code: string) => void; report: Report },
): void {
  unique('rule', rule.id, [...path, 'id'], `"${rule.id}"`);
  if (!RULE_CONDITIONS.some(condition => rule[condition] !== undefined))
    report(path, `names no condition, so it would mean every order; allowed: ${RULE_CONDITIONS.join(', ')}`);
  for (const condition of ['goods', 'buyer', 'price'] as const) {
    const named = rule[condition];
    if (named !== undefined && Object.keys(named).length === 0) report([...path, condition], 'is empty, so it says nothing');
  }
  if (rule.total) currency([...path, 'total', 'atLeast', 'currency'], rule.total.atLeast.currency);
  rule.regions?.forEach(({ country }, at) => {
    if (!isCountryCode(country)) report([...path, 'regions', at, 'country'], `"${country}" is not an ISO 3166 country`);
  });
}

function uniqueness(report: Report) {
  const seen = new Map<string, string>();
  return (what: string, value: string, path: Path, shown: string) => {
    const earlier = seen.get(`${what}\n${value}`);
    if (earlier) report(path, `${shown} is used twice: ${earlier} has it already`);
    else seen.set(`${what}\n${value}`, pathText(path.slice(0, -1)));
  };
}

function checkConnection(
  connection: RawConnection,
  kind: string,
  adapters: readonly Adapter[],
  path: Path,
  shown: (path: Path, value: string) => string,
  report: Report,
): void {
  const named = adapters.filter(one => one.manifest.id === connection.adapter);
  const adapter = named.find(one => one.manifest.kind === kind);
  if (adapter) return checkAgainst(adapter, connection, path, report);
  const allowed = adapters.filter(one => one.manifest.kind === kind).map(one => one.manifest.id);
  const meant = nearest(connection.adapter, allowed);
  const [other] = named;
  const hint = other
    ? `it is a ${other.manifest.kind} adapter: list it under ${other.manifest.kind}s; `
    : meant
      ? `did you mean ${meant}? `
      : '';
  const what = shown([...path, 'adapter'], connection.adapter);
  report([...path, 'adapter'], `unknown ${kind} adapter ${what}; ${hint}allowed: ${allowed.join(', ')}`, { allowed });
}

function checkAgainst(adapter: Adapter, connection: RawConnection, path: Path, report: Report): void {
  const known = Object.keys(adapter.manifest.settings.properties);
  const settings = connection.settings ?? {};
  for (const problem of checkSettings(adapter, connection.id, settings).problems) {
    const [key = ''] = problem.path;
    const at = [...path, 'settings', ...problem.path.map(part => (/^\d+$/.test(part) ? Number(part) : part))];
    if (problem.path.length === 1 && !known.includes(key))
      reportUnknownKey(at, known, `is not a setting of ${adapter.manifest.id}`, report);
    else report(at, problem.message);
  }
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
