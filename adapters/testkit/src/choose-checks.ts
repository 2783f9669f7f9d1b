import type { Adapter } from '@onebasket/adapter-sdk';
import type { Check } from './check.ts';
import { afterSalesChecks } from './checks/after-sales.ts';
import { authorisationChecks, refreshChecks } from './checks/authorisation.ts';
import { callChecks } from './checks/calls.ts';
import { handoffChecks } from './checks/handoff.ts';
import { messageChecks } from './checks/messages.ts';
import { intakeChecks } from './checks/intake.ts';
import { orderReportChecks } from './checks/order-report.ts';
import { cancellationChecks, orderChecks, refundChecks, vendorKeyChecks } from './checks/orders.ts';
import { paymentChecks } from './checks/payments.ts';
import { feedChecks, healthChecks, listingChecks, quoteChecks, searchChecks } from './checks/reads.ts';
import { trackingChecks } from './checks/tracking.ts';
import { handshakeChecks, webhookChecks } from './checks/webhooks.ts';
import { authorisationFaultChecks } from './faults/authorisation-faults.ts';
import { bentPlaceChecks, bentReadChecks } from './faults/bent-checks.ts';
import { handoffFaultChecks } from './faults/handoff-faults.ts';
import { loopingFeedCheck, loopingReportCheck, loopingSearchCheck } from './faults/looping-checks.ts';
import { cancelFaultChecks, placeFaultChecks } from './faults/order-faults.ts';
import { paymentFaultChecks } from './faults/payment-faults.ts';
import { orderReadFaultChecks, readFaultChecks } from './faults/read-faults.ts';
import { refundFaultChecks } from './faults/refund-faults.ts';

/** The checks that this adapter's abilities call for. */
export function checksFor(adapter: Adapter, { skipOrders = false }: { readonly skipOrders?: boolean } = {}): readonly Check[] {
  const hasServer = 'baseUrl' in adapter.manifest.settings.properties;
  return [
    ...abilityChecks(adapter),
    ...(skipOrders ? [] : buyingChecks(adapter)),
    ...(hasServer ? serverChecks(adapter) : []),
    ...(hasServer && !skipOrders ? buyingFaultChecks(adapter) : []),
  ];
}

function abilityChecks({ capabilities: it }: Adapter): readonly Check[] {
  return [
    ...(it.health ? healthChecks : []),
    ...(it.feed ? feedChecks : []),
    ...(it.search ? searchChecks : []),
    ...(it.listings ? listingChecks : []),
    ...(it.quotes ? quoteChecks : []),
    ...(it.orderReport ? orderReportChecks : []),
    ...(it.webhooks ? webhookChecks : []),
    ...(it.webhooks?.handshake ? handshakeChecks : []),
    ...(it.messages ? messageChecks : []),
    ...(it.authorisation ? authorisationChecks : []),
    ...(it.authorisation?.refresh ? refreshChecks : []),
    ...(it.tracking ? trackingChecks : []),
    ...(it.payments ? paymentChecks : []),
  ];
}

/** What needs a purchase. */
function buyingChecks({ capabilities: it }: Adapter): readonly Check[] {
  const api = it.orders && it.orders.mode !== 'handoff' ? it.orders : undefined;
  return [
    ...(it.orders?.mode === 'handoff' ? handoffChecks : []),
    ...(api ? orderChecks : []),
    ...(api?.repeats.by === 'vendor-key' ? vendorKeyChecks : []),
    ...(api && it.intake ? intakeChecks : []),
    ...(api && it.cancellation ? cancellationChecks : []),
    ...(api && it.refunds ? refundChecks : []),
    ...(it.afterSales ? afterSalesChecks : []),
  ];
}

function serverChecks({ capabilities: it }: Adapter): readonly Check[] {
  return [
    ...callChecks(it),
    ...readFaultChecks(it),
    ...bentReadChecks(it),
    ...(it.feed ? [loopingFeedCheck] : []),
    ...(it.search ? [loopingSearchCheck] : []),
    ...(it.orderReport ? [loopingReportCheck] : []),
    ...(it.authorisation ? authorisationFaultChecks : []),
    ...(it.payments ? paymentFaultChecks : []),
  ];
}

function buyingFaultChecks({ capabilities: it }: Adapter): readonly Check[] {
  if (it.orders?.mode === 'handoff') return handoffFaultChecks;
  if (!it.orders) return [];
  return [
    ...orderReadFaultChecks(it.orders),
    ...placeFaultChecks,
    ...(it.orders.repeats.by === 'nothing' ? [] : bentPlaceChecks),
    ...(it.cancellation ? cancelFaultChecks : []),
    ...(it.refunds ? refundFaultChecks : []),
  ];
}
