import type { Adapter } from '@onebasket/adapter-sdk';
import type { Check } from './check.ts';
import { cancellationChecks, orderChecks, refundChecks } from './checks/orders.ts';
import { paymentChecks, trackingChecks, webhookChecks } from './checks/others.ts';
import { feedChecks, healthChecks, listingChecks, quoteChecks, searchChecks } from './checks/reads.ts';
import { bentPlaceChecks, bentReadChecks, loopingSearchCheck } from './faults/bent-checks.ts';
import { cancelFaultChecks, placeFaultChecks } from './faults/order-faults.ts';
import { loopingFeedCheck, orderReadFaultChecks, readFaultChecks } from './faults/read-faults.ts';

/** The checks that this adapter's abilities call for. */
export function checksFor(
  { manifest, capabilities }: Adapter,
  { skipOrders = false }: { readonly skipOrders?: boolean },
): readonly Check[] {
  const it = capabilities;
  const hasServer = 'baseUrl' in manifest.settings.properties;
  const orders = !skipOrders && it.orders?.mode === 'native' ? it.orders : undefined;
  return [
    ...(it.health ? healthChecks : []),
    ...(it.feed ? feedChecks : []),
    ...(it.search ? searchChecks : []),
    ...(it.listings ? listingChecks : []),
    ...(it.quotes ? quoteChecks : []),
    ...(orders ? orderChecks : []),
    ...(orders && it.cancellation ? cancellationChecks : []),
    ...(orders && it.refunds ? refundChecks : []),
    ...(it.webhooks ? webhookChecks : []),
    ...(it.tracking ? trackingChecks : []),
    ...(it.payments ? paymentChecks : []),
    ...(hasServer
      ? [
          ...readFaultChecks(it),
          ...bentReadChecks(it),
          ...(it.feed ? [loopingFeedCheck] : []),
          ...(it.search ? [loopingSearchCheck] : []),
          ...(orders ? orderReadFaultChecks(orders) : []),
          ...(orders ? placeFaultChecks : []),
          ...(orders && orders.repeats.by !== 'nothing' ? bentPlaceChecks : []),
          ...(orders && it.cancellation ? cancelFaultChecks : []),
        ]
      : []),
  ];
}
