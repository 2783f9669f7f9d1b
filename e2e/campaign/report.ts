import type { CampaignReport } from './campaign.ts';
import { WRONGS } from './check-books.ts';

/** The command that runs this campaign again. */
export function replayOf({ options }: Pick<CampaignReport, 'options'>): string {
  const { seed, orders, kills, buyers, shops, isDistributed } = options;
  return `npm run campaign -- --seed ${seed} --orders ${orders} --kills ${kills} --buyers ${buyers} --shops ${shops}${isDistributed ? ' --distributed' : ''}`;
}

/** The report for people. */
export function reportText(report: CampaignReport): string {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const wrongs = WRONGS.map(wrong => `${wrong}: ${report.findings.filter(finding => finding.wrong === wrong).length}`).join(', ');
  return [
    `${report.options.orders} orders over three of ${report.options.shops} shops, ${report.kills} kills, ${report.seconds.toFixed(0)} s`,
    `answers: ${list(report.answers)}`,
    `cancellations: ${list(report.cancelAnswers)}`,
    `orders: ${list(report.orderStatuses)}; with a person: ${report.withStaff.length}`,
    `at the channels: ${report.channelOrders.made} made, ${report.channelOrders.standing} stand`,
    `at the bank: ${report.money.payments} payments, ${report.money.captured.toFixed(2)} taken, ${report.money.refunded.toFixed(2)} given back`,
    `what befell: ${list(report.befell)}`,
    `slowest answers: ${report.worstAnswers.map(({ seconds, answer }) => `${seconds.toFixed(1)} s (${answer})`).join(', ')}`,
    `at rest ${report.restAfterSeconds.toFixed(1)} s after the last fault`,
    `found: ${wrongs}`,
    ...report.findings.slice(0, 40).map(({ wrong, what, buyer }) => `  ${wrong}: ${what}${buyer ? ` (${buyer})` : ''}`),
    ...(report.findings.length > 0 ? [`again: ${replayOf(report)}`] : []),
  ].join('\n');
}
