import type { Call, RawRef } from '@onebasket/adapter-sdk';
import { refuse, sum, type Money, type Refusal } from '@onebasket/core';
import { cargoOf, type BasketLine } from './basket.ts';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf, invalidResponse, refusalOf } from './errors.ts';
import { settingsOf } from './settings.ts';
import { CNY, entriesIn, fenIn, flagIn, recordsIn, textIn, textsIn, yuanIn, type Wire } from './wire.ts';

/** Goods of a preview. Here, unlike in the totals around them, amounts are yuan. */
export interface PreviewCargo {
  readonly offerId: string;
  readonly specId?: string;
  readonly unitPrice?: Money;
  readonly amount?: Money;
}

/** What 1688 will ask for a basket, to the fen. It may split it into several orders. */
export interface Preview {
  readonly total: Money;
  readonly carriage: Money;
  readonly cargo: readonly PreviewCargo[];
  /** Of shop promotions that are already taken off. */
  readonly promotions: readonly { readonly id: string; readonly title: string; readonly off?: Money }[];
  /** Ways of trading that every part allows, the preferred first. */
  readonly tradeTypes: readonly string[];
  readonly raw: RawRef;
}

/** `alibaba.createOrder.preview`: one supplier, one address. Nothing is reserved by it. */
export async function preview(basket: readonly BasketLine[], addressParam: string, call: Call): Promise<Preview | Refusal> {
  const { flow } = settingsOf(call);
  const { body, digest } = await callApi(APIS.preview, { addressParam, cargoParamList: cargoOf(basket), flow, useRedEnvelope: 'n' }, call);
  const externalIds = basket.map(({ externalId }) => externalId);
  const error = businessErrorIn(body);
  if (error) return refused(error.code, refusalOf(error, externalIds));
  // The platform's own spelling; a corrected one would be no surprise.
  const key = body['orderPreviewResuslt'] === undefined ? 'orderPreviewResult' : 'orderPreviewResuslt';
  return readPreview(
    entriesIn(body[key]).map(({ it }) => it),
    { digest, pointer: `/${key}` },
    externalIds,
  );
}

function readPreview(entries: readonly Wire[], raw: RawRef, externalIds: readonly string[]): Preview | Refusal {
  if (entries.length === 0) throw invalidResponse('preview answered without an order');
  for (const entry of entries) {
    if (flagIn(entry['status']) !== false) continue;
    const error = { code: textIn(entry['resultCode']) ?? '', message: textIn(entry['message']) ?? 'no reason given' };
    return refused(error.code, refusalOf(error, externalIds));
  }
  const tradeTypes = entries
    .map(entry => textsIn(entry['tradeModeNameList']))
    .reduce((common, own) => common.filter(type => own.includes(type)));
  if (tradeTypes.length === 0) return refuse('closed', '1688 sells these goods on its own page only', { externalIds });
  return {
    total: sumOf(entries, 'sumPayment'),
    carriage: sumOf(entries, 'sumCarriage'),
    cargo: entries.flatMap(entry => recordsIn(entry['cargoList'])).flatMap(readCargo),
    promotions: entries.flatMap(entry => recordsIn(entry['shopPromotionList'])).flatMap(readPromotion),
    tradeTypes,
    raw,
  };
}

/** A no about the account is a failure of the connection, not of the basket. */
function refused(code: string, refusal: Refusal): Refusal {
  const failure = failureOf({ code, message: '' }, APIS.preview.name);
  if (failure.code === 'unauthorized') throw failure;
  return refusal;
}

function sumOf(entries: readonly Wire[], name: string): Money {
  return sum(
    entries.map(entry => {
      const amount = fenIn(entry[name]);
      if (amount) return amount;
      throw invalidResponse(`preview answered without ${name}`);
    }),
    CNY,
  );
}

function readCargo(cargo: Wire): readonly PreviewCargo[] {
  const offerId = textIn(cargo['offerId']);
  if (offerId === undefined) return [];
  const [specId, price, amount] = [textIn(cargo['specId']), yuanIn(cargo['finalUnitPrice']), yuanIn(cargo['amount'])];
  return [
    {
      offerId,
      ...(specId === undefined ? {} : { specId }),
      ...(price ? { unitPrice: price } : {}),
      ...(amount ? { amount } : {}),
    },
  ];
}

function readPromotion(promotion: Wire): Preview['promotions'] {
  const id = textIn(promotion['promotionId']);
  if (id === undefined || flagIn(promotion['selected']) !== true) return [];
  const off = fenIn(promotion['discountFee']);
  return [{ id, title: textIn(promotion['text']) ?? textIn(promotion['desc']) ?? id, ...(off ? { off } : {}) }];
}
