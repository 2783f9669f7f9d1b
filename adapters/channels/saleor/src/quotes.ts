import type { Call, Destination, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Refusal } from '@onebasket/core';
import type { Basket, ShippingMethod } from './basket.ts';
import {
  basketIn,
  createStep,
  deliverStep,
  emptyStep,
  isDenial,
  promoStep,
  takeSteps,
  toRefusal,
  type Step,
  type Steps,
} from './checkout.ts';
import { refusalOf, type Denial } from './errors.ts';
import { isIdOf } from './global-id.ts';
import { settingsOf } from './manifest.ts';
import { toQuote } from './quoted-basket.ts';
import { methodFor } from './shipping.ts';

/**
 * Each quote is a basket of its own, emptied afterwards: what it costs is what an order of it costs. Four baskets go in one document: one for filling them,
 * one for the delivery, one for emptying.
 */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const answers: (Quote | Refusal)[] = [];
  const byCountry = Map.groupBy(requests.entries(), ([, { destination }]) => destination?.country);
  for (const [country, group] of byCountry) {
    const quotes = await quoteFor(
      group.map(([, request]) => request),
      { label: 'quote', effect: 'read', country },
      call,
    );
    for (const [place, [at]] of group.entries()) answers[at] = quotes[place] ?? refuse('other', 'the shop said nothing');
  }
  return answers;
}

/** A basket on its way to a quote. */
interface Draft {
  readonly request: QuoteRequest;
  readonly state: Basket | Refusal;
  readonly method?: ShippingMethod | undefined;
  readonly voucherDenied?: Denial | undefined;
}

async function quoteFor(requests: readonly QuoteRequest[], how: Steps, call: Call): Promise<readonly (Quote | Refusal)[]> {
  const filled = await fill(requests, how, call);
  try {
    const priced = await withDelivery(await withVoucher(filled, how, call), how, call);
    return priced.map(({ request, state, method, voucherDenied }) =>
      isRefusal(state) ? state : toQuote(request, state, method, voucherDenied, call),
    );
  } finally {
    await empty(filled, how, call);
  }
}

async function fill(requests: readonly QuoteRequest[], how: Steps, call: Call): Promise<readonly Draft[]> {
  const refused = requests.map(refuseNonsense);
  const steps = requests.map((request, at) => (refused[at] ? undefined : createStep(inputFor(request, call))));
  const answers = await takeSteps(steps, how, call);
  return Promise.all(
    requests.map(async (request, at) => {
      const answer = refused[at] ?? answers[at];
      if (answer === undefined) return { request, state: refuse('other', 'the shop said nothing') };
      return { request, state: !isRefusal(answer) && isDenial(answer) ? await toRefusal(answer, request.lines, how, call) : answer };
    }),
  );
}

/** An id that is none of Saleor's cannot be known to it, and nothing is no basket. */
function refuseNonsense({ lines }: QuoteRequest): Refusal | undefined {
  if (lines.length === 0) return refuse('other', 'nothing was asked for');
  const strange = lines.map(line => line.externalId).filter(id => !isIdOf('ProductVariant', id));
  return strange.length > 0 ? refuse('not-found', 'the shop does not know this', { externalIds: strange }) : undefined;
}

function inputFor({ lines, destination }: QuoteRequest, call: Call) {
  return {
    channel: settingsOf(call).channel,
    lines: lines.map(({ externalId, quantity }) => ({ variantId: externalId, quantity })),
    ...(destination === undefined ? {} : { shippingAddress: roughAddress(destination), validationRules: { shippingAddress: NO_RULES } }),
  };
}

/** A quote knows no street; the shop would ask for one. */
const NO_RULES = { checkRequiredFields: false, checkFieldsFormat: false };

function roughAddress({ country, region, city, postalCode }: Destination) {
  return { country, countryArea: region, city, postalCode };
}

async function withVoucher(drafts: readonly Draft[], how: Steps, call: Call): Promise<readonly Draft[]> {
  const { promoCode } = settingsOf(call);
  if (promoCode === undefined) return drafts;
  const answers = await takeSteps(
    stepsOf(drafts, basket => promoStep(basket, promoCode)),
    how,
    call,
  );
  return drafts.map((draft, at) => {
    const answer = answers[at];
    if (answer === undefined) return draft;
    return isDenial(answer) ? { ...draft, voucherDenied: answer } : { ...draft, state: answer };
  });
}

async function withDelivery(drafts: readonly Draft[], how: Steps, call: Call): Promise<readonly Draft[]> {
  if (how.country === undefined) return drafts;
  const { shippingMethod } = settingsOf(call);
  const chosen = drafts.map(draft => {
    if (isRefusal(draft.state)) return draft;
    const method = methodFor(draft.state, shippingMethod);
    return isRefusal(method) ? { ...draft, state: method } : { ...draft, method };
  });
  const steps = chosen.map(({ state, method }) => (isRefusal(state) || !method ? undefined : deliverStep(state, method.id)));
  const answers = await takeSteps(steps, how, call);
  return chosen.map((draft, at) => {
    const answer = answers[at];
    if (answer === undefined) return draft;
    return { ...draft, state: isDenial(answer) ? refusalOf(answer, how.label) : answer };
  });
}

function stepsOf(drafts: readonly Draft[], step: (basket: Basket) => Step): readonly (Step | undefined)[] {
  return drafts.map(({ state }) => (isRefusal(state) ? undefined : step(state)));
}

/** A basket that is left behind would reserve stock where the shop reserves any. */
async function empty(drafts: readonly Draft[], how: Steps, call: Call): Promise<void> {
  try {
    const baskets = drafts.map(({ state }) => basketIn(state));
    const steps = baskets.map(
      basket =>
        basket &&
        emptyStep(
          basket.id,
          basket.lines.map(line => line.id),
        ),
    );
    await takeSteps(steps, { ...how, label: `${how.label}: empty the basket` }, call);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('a basket was left as it was', { reason: error.message });
  }
}
