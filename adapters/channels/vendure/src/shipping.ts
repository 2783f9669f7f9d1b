import type { Call } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { readActiveOrder, type Basket } from './basket.ts';
import { settingsOf } from './manifest.ts';
import { ORDER_FIELDS, readOrder } from './order.ts';
import { lostBasket, refusalIn } from './refusals.ts';
import { idAt, objectAt, objectsAt, textAt } from './wire.ts';

const METHODS = /* GraphQL */ `
  query ShippingMethods {
    activeOrder {
      ...OrderFields
    }
    eligibleShippingMethods {
      id
      code
      priceWithTax
    }
  }
  ${ORDER_FIELDS}
`;

const CHOOSE = /* GraphQL */ `
  mutation ChooseShipping($ids: [ID!]!) {
    setOrderShippingMethod(shippingMethodId: $ids) {
      __typename
      ...OrderFields
      ... on ErrorResult {
        errorCode
        message
      }
    }
  }
  ${ORDER_FIELDS}
`;

/** Gives an addressed basket its shipping: the configured method, else the cheapest. What it costs is what the basket says afterwards: offers may have fractions. */
export async function chooseShipping(basket: Basket, label: string, call: Call): Promise<Basket | Refusal> {
  const data = await basket.session.send({ label: `${label}: shipping methods`, document: METHODS, effect: 'read' });
  readActiveOrder(data, basket, label, call);
  const configured = settingsOf(call).shippingMethod;
  const [method] = objectsAt(data, 'eligibleShippingMethods')
    .filter(offer => configured === undefined || textAt(offer, 'code') === configured)
    .toSorted((a, b) => Number(a['priceWithTax']) - Number(b['priceWithTax']));
  if (method === undefined) return refuse('not-deliverable', 'the shop has no way to deliver this to there');

  const chosen = objectAt(
    await basket.session.send({
      label: `${label}: choose shipping`,
      document: CHOOSE,
      variables: { ids: [idAt(method, 'id')] },
      effect: 'read',
    }),
    'setOrderShippingMethod',
  );
  const refusal = refusalIn(chosen, label);
  if (refusal) return refusal;
  const order = readOrder(chosen, settingsOf(call));
  if (order.code !== basket.order.code) throw lostBasket(label);
  return { ...basket, order };
}
