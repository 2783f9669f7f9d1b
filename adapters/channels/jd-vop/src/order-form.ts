import { LosslessNumber, stringifyLosslessJson, type OrderRequest } from '@onebasket/adapter-sdk';
import { formatAmount, refuse, type Refusal } from '@onebasket/core';
import type { AreaIds } from './area.ts';
import type { Form } from './post.ts';
import type { VopSettings } from './settings.ts';

const LONGEST_ADDRESS = 100;
const LONGEST_NAME = 20;
const LONGEST_REMARK = 99;

/** `submitState`: the stock is reserved and the order waits to be confirmed. */
const RESERVE = 0;
/** `doOrderPriceMode`: refused when a price moved. */
const CHECK_PRICES = 1;
const BALANCE = 4;

/** The form of `submitOrder`: a reservation under our own number, at the very prices that were agreed. */
export function submitForm(request: OrderRequest, thirdOrder: string, area: AreaIds, settings: VopSettings): Form | Refusal {
  const { address, contact, lines, quote, notes } = request;
  const street = [address.line1, address.line2].flatMap(line => line?.trim() || []).join(' ');
  if (street.length > LONGEST_ADDRESS) return refuse('address-refused', `JD takes at most ${LONGEST_ADDRESS} characters of an address`);
  const mobile = mobileIn(contact.phone);
  if (mobile === undefined) return refuse('address-refused', 'JD needs a phone number');
  const sku = lines.map(({ externalId, quantity }) => ({
    skuId: new LosslessNumber(externalId),
    num: quantity,
    bNeedGift: true,
    // Goods whose accessories are gone are not sold without them.
    bNeedAnnex: true,
  }));
  const snapshot = quote.lines.map(({ externalId, unitPrice }) => ({
    skuId: new LosslessNumber(externalId),
    price: new LosslessNumber(formatAmount(unitPrice)),
  }));
  return {
    thirdOrder,
    sku: stringifyLosslessJson(sku) ?? '[]',
    name: contact.name.slice(0, LONGEST_NAME),
    ...area,
    address: street,
    ...(address.postalCode ? { zip: address.postalCode.slice(0, 20) } : {}),
    mobile,
    // Must be there and is used for nothing.
    email: contact.email ?? 'xx',
    ...(notes ? { remark: notes.slice(0, LONGEST_REMARK) } : {}),
    invoiceState: settings.invoiceState,
    invoiceType: settings.invoiceType,
    selectedInvoiceTitle: settings.selectedInvoiceTitle,
    ...(settings.companyName === undefined ? {} : { companyName: settings.companyName }),
    invoiceContent: settings.invoiceContent,
    paymentType: settings.paymentType,
    isUseBalance: settings.paymentType === BALANCE ? 1 : 0,
    submitState: RESERVE,
    doOrderPriceMode: CHECK_PRICES,
    orderPriceSnap: stringifyLosslessJson(snapshot) ?? '[]',
    ...settings.orderFields,
  };
}

/** A number in China without its country code; any other as it is. */
export function mobileIn(phone: string | undefined): string | undefined {
  const digits = (phone ?? '').replace(/[^\d+]/g, '').replace(/^(\+86|0086)/, '');
  return digits === '' ? undefined : digits.slice(0, 20);
}
