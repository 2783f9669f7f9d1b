import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledge, EdiError, readOrders } from '../src/index.ts';

const NOW = new Date('2026-11-25T10:30:00Z');
const ISA = 'ISA*00*          *00*          *ZZ*ACME           *ZZ*ONEBASKET      *261125*1000*U*00401*000000101*0*P*>~';

/** An 850 with these segments between ST and SE. */
function x12(...body: readonly string[]): string {
  const set = ['ST*850*0001', ...body, `SE*${body.length + 2}*0001`];
  return [ISA, 'GS*PO*ACME*ONEBASKET*20261125*1000*7*X*004010~', ...set.map(one => `${one}~`), 'GE*1*7~', 'IEA*1*000000101~'].join('\n');
}

const HEAD = ['BEG*00*SA*PO-4711**20261124', 'CUR*BY*USD', 'PER*BD*Ann*TE*+1 555 0100*EM*ann@example.com'];
const SHIP = ['N1*ST*Ann Smith*92*17', 'N3*1 Main Street*Floor 2', 'N4*Springfield*IL*62701*US'];
const LINE = ['PO1*1*3*EA*12.50**VP*LAMP-7*UP*012345678905', 'PID*F****Desk lamp'];

function edifact(...body: readonly string[]): string {
  const message = ['UNH+1+ORDERS:D:96A:UN', ...body, `UNT+${body.length + 2}+1`];
  return ['UNB+UNOC:3+4012345000009:14+ONEBASKET:ZZ+261125:1000+REF9', ...message, 'UNZ+1+REF9'].map(one => `${one}'`).join('\r\n');
}

const ORDERS = [
  'BGM+220+PO?+9+9',
  'DTM+137:20261124:102',
  "NAD+DP+++O?'Brien GmbH+Hauptstr. 1:2. Stock+Berlin+BE+10115+DE",
  'COM+030 1234:TE',
  'CUX+2:EUR:9',
  'LIN+1++4012345000016:SRV',
  'PIA+1+LAMP-7:SA',
  'IMD+F++:::Schreibtischlampe',
  'QTY+21:3',
  'PRI+AAA:12.50',
  'UNS+S',
  'CNT+2:1',
];

describe('an X12 850', () => {
  it('becomes an order, and a 997 that accepts it', () => {
    const read = readOrders(x12(...HEAD, ...SHIP, ...LINE, 'CTT*1', 'AMT*TT*37.50'));
    expect(read.groups[0]?.messages[0]).toEqual({
      reference: '0001',
      type: '850',
      problems: [],
      order: {
        number: 'PO-4711',
        date: '2026-11-24',
        currency: 'USD',
        total: '37.50',
        name: 'Ann Smith',
        phone: '+1 555 0100',
        email: 'ann@example.com',
        address: { line1: '1 Main Street', line2: 'Floor 2', city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' },
        lines: [{ itemId: 'LAMP-7', ids: { VP: 'LAMP-7', UP: '012345678905' }, title: 'Desk lamp', quantity: 3, unitPrice: '12.50' }],
      },
    });
    const answer = acknowledge(read, NOW, 5);
    expect(answer.slice(0, 106)).toMatch(
      /^ISA\*00\* {10}\*00\* {10}\*ZZ\*ONEBASKET {6}\*ZZ\*ACME {11}\*261125\*1030\*U\*00401\*000000005\*0\*P\*>~$/,
    );
    expect(answer.split('~\n').slice(1)).toEqual([
      'GS*FA*ONEBASKET*ACME*20261125*1030*5*X*004010',
      'ST*997*0001',
      'AK1*PO*7',
      'AK2*850*0001',
      'AK5*A',
      'AK9*A*1*1*1',
      'SE*6*0001',
      'GE*1*5',
      'IEA*1*000000005',
      '',
    ]);
  });

  it('with a bad segment is refused with its position, element and value', () => {
    const read = readOrders(x12(...HEAD, ...SHIP, 'PO1*1*three*EA*12.50**VP*LAMP-7', 'CTT*2'));
    const [message] = read.groups[0]?.messages ?? [];
    expect(message?.order).toBeUndefined();
    expect(message?.problems.map(({ tag, position, element, value }) => [tag, position, element, value])).toEqual([
      ['PO1', 8, 2, 'three'],
      ['CTT', 9, 1, '2'],
    ]);
    expect(acknowledge(read, NOW, 5)).toContain('AK3*PO1*8**8~\nAK4*2**7*three~\nAK3*CTT*9**8~\nAK4*1**7*2~\nAK5*R*5*4~\nAK9*R*1*1*0~');
  });

  it.each([
    ['no BEG', [...SHIP, ...LINE], 'AK3*BEG*2**3'],
    ['no line', [...HEAD, ...SHIP], 'AK3*PO1*8**3'],
    ['nobody to ship to', [...HEAD, ...LINE], 'AK3*N1*3**3'],
    ['an impossible date', ['BEG*00*SA*1**20261341', ...SHIP, ...LINE], 'AK3*BEG*2**8~\nAK4*5**7*20261341'],
    ['no price', [...HEAD, ...SHIP, 'PO1*1*3*EA***VP*LAMP-7'], 'AK3*PO1*8**8~\nAK4*4**1'],
    ['a change of an order', ['BEG*04*SA*1**20261124', ...SHIP, ...LINE], 'AK4*1**7*04'],
  ])('with %s is refused', (_, body, expected) => {
    expect(acknowledge(readOrders(x12(...body)), NOW, 5)).toContain(expected);
  });

  it('that counts its segments wrong is refused, and the sets beside it are not', () => {
    const good = x12(...HEAD, ...SHIP, ...LINE);
    const both = good.replace('GE*1*7', 'ST*850*0002~\nSE*9*0002~\nGE*2*7');
    const answer = acknowledge(readOrders(both), NOW, 5);
    expect(answer).toContain('AK2*850*0001~\nAK5*A~');
    expect(answer).toContain('AK3*SE*2**8');
    expect(answer).toContain('AK9*P*2*2*1');
  });

  it('that was well written and not taken in is rejected', () => {
    expect(acknowledge(readOrders(x12(...HEAD, ...SHIP, ...LINE)), NOW, 5, new Set(['0001']))).toContain('AK5*R*5~\nAK9*R*1*1*0');
  });
});

describe('an EDIFACT ORDERS', () => {
  it('becomes an order, with released characters, and a CONTRL that acknowledges it', () => {
    const read = readOrders(edifact(...ORDERS));
    expect(read.groups[0]?.messages[0]).toMatchObject({
      problems: [],
      order: {
        number: 'PO+9',
        date: '2026-11-24',
        currency: 'EUR',
        name: "O'Brien GmbH",
        phone: '030 1234',
        address: { line1: 'Hauptstr. 1', line2: '2. Stock', city: 'Berlin', region: 'BE', postalCode: '10115', country: 'DE' },
        lines: [
          { itemId: 'LAMP-7', ids: { SRV: '4012345000016', SA: 'LAMP-7' }, title: 'Schreibtischlampe', quantity: 3, unitPrice: '12.50' },
        ],
      },
    });
    expect(acknowledge(read, NOW, 5).split("'\n")).toEqual([
      'UNB+UNOC:3+ONEBASKET:ZZ+4012345000009:14+261125:1030+5',
      'UNH+1+CONTRL:4:1:UN',
      'UCI+REF9+4012345000009:14+ONEBASKET:ZZ+7',
      'UCM+1+ORDERS:D:96A:UN+7',
      'UNT+4+1',
      'UNZ+1+5',
      '',
    ]);
  });

  it('may bring its own separators', () => {
    const own = edifact(...ORDERS).replace(/['+:]/g, one => (one === "'" ? '~' : one === '+' ? '*' : '|'));
    expect(readOrders(`UNA|*.? ~${own.replace('O?~', "O'")}`).groups[0]?.messages[0]?.order?.lines).toHaveLength(1);
  });

  it('with a bad segment is refused with its position and element', () => {
    const read = readOrders(edifact(...ORDERS.with(8, 'QTY+21:minus')));
    expect(read.groups[0]?.messages[0]?.order).toBeUndefined();
    expect(acknowledge(read, NOW, 5)).toContain("UCM+1+ORDERS:D:96A:UN+4'\nUCS+10'\nUCD+12+2'");
  });
});

it('what is no interchange, or is cut off, cannot be answered', () => {
  const whole = [x12(...HEAD, ...SHIP, ...LINE), edifact(...ORDERS)];
  for (const text of ['', 'hello', ISA, ...whole.map(one => one.slice(0, -25))]) expect(() => readOrders(text)).toThrow(EdiError);
});

it('whatever is damaged, a file makes an order that is whole, or a problem with its place, or an EdiError', () => {
  const files = [x12(...HEAD, ...SHIP, ...LINE, 'CTT*1'), edifact(...ORDERS)];
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(2_000), fc.string({ maxLength: 4 }), fc.nat(6), (file, at, more, gone) => {
      const place = at % file.length;
      const text = file.slice(0, place) + more + file.slice(place + gone);
      try {
        for (const message of readOrders(text).groups.flatMap(group => group.messages)) {
          expect((message.order === undefined) === message.problems.length > 0).toBe(true);
          for (const line of message.order?.lines ?? []) {
            expect(line.quantity).toBeGreaterThan(0);
            expect(line.unitPrice).toMatch(/^\d+(\.\d+)?$/);
          }
        }
        acknowledge(readOrders(text), NOW, 1);
      } catch (error) {
        expect(error).toBeInstanceOf(EdiError);
      }
    }),
    { numRuns: 500 },
  );
});
