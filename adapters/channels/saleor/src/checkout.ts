import { afterWrite, needed, type Call, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Refusal } from '@onebasket/core';
import { BASKET, toBasket, type Basket } from './basket.ts';
import { sendBatch } from './client.ts';
import { denialIn, refusalOf, type Denial } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { explainShortage } from './shortage.ts';
import { recordIn } from './wire.ts';

/** The shop takes four mutations in one document. */
export const MUTATIONS_A_DOCUMENT = 4;

/** One mutation that answers with a basket. */
export interface Step {
  /** "checkoutAddPromoCode(id: $id, promoCode: $code)". */
  readonly field: string;
  /** Each `$name` of the field. */
  readonly declares: readonly { readonly name: string; readonly type: string; readonly value: unknown }[];
}

/** How the steps are told and whom they are for. */
export interface Steps {
  readonly label: string;
  readonly effect: 'read' | 'write';
  /** Where prices and stock are for; `undefined` = where the channel is at home. */
  readonly country: string | undefined;
}

/**
 * Takes several baskets one step further, four of them in one document, the documents at once. For each the basket as it stands then, or the shop's no;
 * `undefined` steps give `undefined`. Baskets are independent: the no of one is nothing to the others.
 */
export async function takeSteps(
  steps: readonly (Step | undefined)[],
  how: Steps,
  call: Call,
): Promise<readonly (Basket | Denial | undefined)[]> {
  const wanted = steps.flatMap((step, at) => (step ? [{ step, at }] : []));
  const batches = Array.from({ length: Math.ceil(wanted.length / MUTATIONS_A_DOCUMENT) }, (_, at) =>
    wanted.slice(at * MUTATIONS_A_DOCUMENT, (at + 1) * MUTATIONS_A_DOCUMENT),
  );
  const answers: (Basket | Denial | undefined)[] = steps.map(() => undefined);
  // All come to their end before one that failed is told: nothing goes on behind the caller's back.
  const ends = await Promise.allSettled(
    batches.map(async batch => {
      const taken = await takeBatch(
        batch.map(({ step }) => step),
        how,
        call,
      );
      for (const [place, { at }] of batch.entries()) answers[at] = taken[place];
    }),
  );
  const failed = ends.find(end => end.status === 'rejected');
  if (failed) throw failed.reason;
  return answers;
}

/** As `takeSteps`, for one basket. */
export async function takeStep(step: Step, how: Steps, call: Call): Promise<Basket | Denial> {
  const [answer] = await takeSteps([step], how, call);
  return needed(answer, `saleor: ${how.label}: the answer`);
}

async function takeBatch(steps: readonly Step[], { label, effect, country }: Steps, call: Call): Promise<readonly (Basket | Denial)[]> {
  // One alone goes by its own names.
  const isAlone = steps.length === 1;
  const nameOf = (step: Step, at: number) => (isAlone ? step.field.slice(0, step.field.indexOf('(')) : `m${at}`);
  const variables: Record<string, unknown> = country === undefined ? {} : { address: { country } };
  const declarations = ['$address: AddressInput'];
  const fields = steps.map((step, at) => {
    const own = (name: string) => (isAlone ? name : `${name}${at}`);
    for (const { name, type, value } of step.declares) {
      declarations.push(`$${own(name)}: ${type}`);
      variables[own(name)] = value;
    }
    const field = step.field.replaceAll(/\$(\w+)/g, (_, name: string) => `$${own(name)}`);
    return `${isAlone ? '' : `m${at}: `}${field} { checkout { ...Basket } errors { field code message variants addressType } }`;
  });
  const document = `mutation Step(${declarations.join(', ')}) { ${fields.join('\n')} } ${BASKET}`;
  const { data, faults, digest } = await sendBatch({ label, document, variables, effect }, call);
  return steps.map((step, at) => {
    const name = nameOf(step, at);
    const fault = faults.find(({ field }) => field === name || field === undefined);
    // With stock reservation, a race for the last piece is a defect of the server, which names it.
    if (fault?.vendorCode === 'InsufficientStock') return { ...SHORT, variants: [] };
    if (fault) throw fault;
    const read = () => readStep(recordIn(data[name]), `/data/${name}/checkout`, digest, label, call);
    return effect === 'write' ? afterWrite(read) : read();
  });
}

const SHORT: Denial = {
  code: 'INSUFFICIENT_STOCK',
  field: 'quantity',
  message: 'the shop has fewer left',
  variants: [],
  isAboutAddress: false,
};

function readStep(mutation: WireRecord | undefined, pointer: string, digest: string, label: string, call: Call): Basket | Denial {
  const done = needed(mutation, `saleor: ${label}: the answer`);
  const denial = denialIn(done);
  if (denial) return denial;
  const checkout = needed(recordIn(done['checkout']), `saleor: ${label}: the basket`);
  return toBasket(checkout, settingsOf(call), { digest, pointer });
}

export function isDenial(answer: Basket | Denial | Refusal): answer is Denial {
  return 'code' in answer;
}

/** What a no means to the buyer; what is short is looked up, as the shop names the goods in words only, and says "0 left" of a country that it does not deliver to. */
export async function toRefusal(
  denial: Denial,
  lines: readonly { readonly externalId: string; readonly quantity: number }[],
  { label, country }: Pick<Steps, 'label' | 'country'>,
  call: Call,
): Promise<Refusal> {
  const refusal = refusalOf(denial, label);
  if (refusal.reason !== 'out-of-stock') return refusal;
  try {
    return (await explainShortage(lines, country, label, call)) ?? refusal;
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('what exactly is short is not known', { reason: error.message });
    return refusal;
  }
}

/** A basket that something is put into; `undefined` where there is none to go on with. */
export function basketIn(answer: Basket | Denial | Refusal | undefined): Basket | undefined {
  return answer !== undefined && !isRefusal(answer) && !isDenial(answer) ? answer : undefined;
}

/** The step that makes a basket. */
export function createStep(input: Readonly<Record<string, unknown>>): Step {
  return { field: 'checkoutCreate(input: $input)', declares: [{ name: 'input', type: 'CheckoutCreateInput!', value: input }] };
}

/** The step that gives it its delivery. */
export function deliverStep({ id }: Basket, methodId: string): Step {
  return {
    field: 'checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $method)',
    declares: [
      { name: 'id', type: 'ID!', value: id },
      { name: 'method', type: 'ID!', value: methodId },
    ],
  };
}

/** The step that tries a voucher. */
export function promoStep({ id }: Basket, code: string): Step {
  return {
    field: 'checkoutAddPromoCode(id: $id, promoCode: $code)',
    declares: [
      { name: 'id', type: 'ID!', value: id },
      { name: 'code', type: 'String!', value: code },
    ],
  };
}

/** The step that takes everything out: an empty basket reserves nothing, cannot be ordered, and the shop forgets it within hours. */
export function emptyStep(id: string, lineIds: readonly string[]): Step {
  return {
    field: 'checkoutLinesDelete(id: $id, linesIds: $lines)',
    declares: [
      { name: 'id', type: 'ID!', value: id },
      { name: 'lines', type: '[ID!]!', value: lineIds },
    ],
  };
}
