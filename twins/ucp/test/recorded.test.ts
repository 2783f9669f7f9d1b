import { afterEach, describe, expect, it } from 'vitest';
import { startUcpTwin, type UcpTwin, type Version } from '../src/index.ts';
import { exchangesOf, Replay, type Exchange, type Json } from './replay.ts';

const BOTH = ['errors', 'happy', 'lines', 'negotiation', 'orders', 'payment'];
const RECORDINGS: readonly (readonly [Version, readonly string[]])[] = [
  ['2026-01-11', [...BOTH, 'catalog', 'consent', 'discounts', 'fulfillment', 'idempotency', 'terminal', 'webhooks']],
  ['2026-01-23', BOTH],
];

/** What the twin does not do, and why. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['unknown field', 'the sample gives back members that it does not know'],
  ['known customer', 'the sample keeps an address book by e-mail, and shows it to whoever names one'],
  ['a bare shipping method brings the stored addresses of that e-mail', 'the same'],
  ['choose a stored one', 'the same'],
  ['complete C, sent twice at once (2)', 'a race of the sample; the twin has the trap ordered-but-409'],
  ['AP2 mandate of a wrong form', 'the twin reads no mandates'],
]);

let twin: UcpTwin | undefined;
afterEach(() => twin?.close());

describe.each(RECORDINGS)('the official Python sample of %s answered', (version, files) => {
  it.each(files)('as the twin does: %s', async file => {
    twin = await startUcpTwin({
      version,
      traps: version === '2026-01-11' ? ['growing-discounts', 'needs-titles'] : [],
      simulationSecret: 'SIMULATION-SECRET',
    });
    const replay = new Replay(twin);
    const exchanges = exchangesOf(`python-${version}/${file}`).filter(({ note, response }) => response && !LEFT_OUT.has(note));
    expect(exchanges.length).toBeGreaterThan(0);
    for (const exchange of exchanges) {
      if (file === 'payment' && isCompletion(exchange)) await replay.openReadyFor(exchange, readyBody(version));
      expect(await replay.differences(exchange), exchange.note).toEqual([]);
    }
  });
});

describe('what the samples of January are known for', () => {
  it('members that are not there are null', async () => {
    twin = await startUcpTwin({ version: '2026-01-11' });
    const [create] = exchangesOf('python-2026-01-11/happy');
    const answer = await fetch(`${twin.url}/checkout-sessions`, {
      method: 'POST',
      headers: create?.request?.headers ?? {},
      body: JSON.stringify(create?.request?.body),
    });
    expect(await answer.json()).toMatchObject({
      buyer: null,
      messages: null,
      continue_url: null,
      order: null,
      discounts: { applied: null },
    });
  });

  it('profiles have the shape of their generation', async () => {
    for (const [version, at] of [
      ['2026-01-11', 'ucp'],
      ['2026-01-23', 'version'],
    ] as const) {
      twin = await startUcpTwin({ version });
      const served = (await (await fetch(`${twin.url}/.well-known/ucp`)).json()) as Json;
      const recorded = exchangesOf(`python-${version}/discovery`)[0]?.response?.body as Json;
      expect(Object.keys(served)).toEqual(expect.arrayContaining(Object.keys(recorded)));
      expect(typeof served[at]).toBe(typeof recorded[at]);
      await twin.close();
    }
  });
});

function isCompletion({ request }: Exchange): boolean {
  return request?.path.endsWith('/complete') ?? false;
}

/** The basket of the recording: one bouquet, sent to an address by the first option. The second generation wants names of our own for the parts. */
function readyBody(version: Version): (step: number, session: Json) => Json {
  const named = version === '2026-01-23' ? { id: 'method_1', line_item_ids: ['line_1'] } : {};
  const group = { ...(version === '2026-01-23' ? { id: 'group_1', line_item_ids: ['line_1'] } : {}), selected_option_id: 'std-ship' };
  const address = {
    id: 'dest_us',
    street_address: '123 Main St',
    address_locality: 'Springfield',
    address_region: 'IL',
    postal_code: '62704',
    address_country: 'US',
  };
  const method = { ...named, type: 'shipping', destinations: [address], selected_destination_id: 'dest_us', groups: [group] };
  return (step, session) => {
    const [line] = Array.isArray(session['line_items']) ? (session['line_items'] as readonly Json[]) : [];
    return {
      currency: 'USD',
      line_items: [{ ...(line ? { id: line['id'] } : {}), item: { id: 'bouquet_roses', title: 'Red Rose' }, quantity: 1 }],
      payment: { selected_instrument_id: 'instr_1', instruments: [], handlers: [] },
      ...(step === 0 ? {} : { id: session['id'], fulfillment: { methods: [method] } }),
    };
  };
}
