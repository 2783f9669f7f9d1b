import type { EdiLine, EdiOrder, Reader, Segment } from './message.ts';

/** The order of an 850. What is wrong is in the reader, and what is returned is then not to be used. */
export function orderOfX12(segments: readonly Segment[], reader: Reader): EdiOrder | undefined {
  const last = segments.at(-1) as Segment;
  const beg = segments.find(({ tag }) => tag === 'BEG');
  if (!beg) {
    reader.wrong('missing-segment', { tag: 'BEG', position: 2 }, 'the order has no BEG');
    return undefined;
  }
  const number = reader.required(beg, 3);
  const date = reader.date(beg, 5);
  const purpose = reader.required(beg, 1);
  // Original; a change or a cancellation is no new order.
  if (purpose !== '' && purpose !== '00') reader.wrong('invalid', beg, `purpose ${purpose} is no original order`, 1, purpose);
  const cur = segments.find(({ tag }) => tag === 'CUR');
  const currency = cur && reader.required(cur, 2).toUpperCase();
  if (cur && currency && !/^[A-Z]{3}$/.test(currency)) reader.wrong('invalid', cur, `${currency} is no currency`, 2, currency);
  const lines = linesOf(segments, reader);
  if (lines.length === 0) reader.wrong('missing-segment', { tag: 'PO1', position: last.position }, 'the order has no line');
  const ctt = segments.find(({ tag }) => tag === 'CTT');
  if (ctt && reader.text(ctt, 1) !== String(lines.length))
    reader.wrong('count', ctt, `CTT counts ${reader.text(ctt, 1)} lines, there are ${lines.length}`, 1, reader.text(ctt, 1));
  const amt = segments.find(one => one.tag === 'AMT' && reader.text(one, 1) === 'TT');
  const total = amt && reader.decimal(amt, 2);
  return {
    number,
    lines,
    ...shipTo(segments, reader),
    ...(date ? { date } : {}),
    ...(currency ? { currency } : {}),
    ...(total ? { total } : {}),
  };
}

function linesOf(segments: readonly Segment[], reader: Reader): readonly EdiLine[] {
  return segments.flatMap((po1, at) => {
    if (po1.tag !== 'PO1') return [];
    const next = segments.findIndex((one, n) => n > at && (one.tag === 'PO1' || one.tag === 'CTT' || one.tag === 'SE'));
    const own = segments.slice(at + 1, next === -1 ? undefined : next);
    const ids: Record<string, string> = {};
    for (let element = 6; element < po1.elements.length; element += 2) {
      const [qualifier, id] = [reader.text(po1, element), reader.text(po1, element + 1)];
      if (qualifier !== '' && id !== '') ids[qualifier] = id;
    }
    const itemId = ids['VP'] ?? ids['VN'] ?? Object.values(ids)[0] ?? '';
    if (itemId === '') reader.wrong('missing', po1, 'PO1 names no item', 7);
    const pid = own.find(({ tag }) => tag === 'PID');
    const title = pid ? reader.text(pid, 5) : '';
    return [{ itemId, ids, quantity: reader.pieces(po1, 2), unitPrice: reader.decimal(po1, 4), ...(title ? { title } : {}) }];
  });
}

function shipTo(segments: readonly Segment[], reader: Reader): Pick<EdiOrder, 'name' | 'phone' | 'email' | 'address'> {
  const at = segments.findIndex(one => one.tag === 'N1' && reader.text(one, 1) === 'ST');
  const n1 = segments[at];
  if (!n1) {
    reader.wrong('missing-segment', { tag: 'N1', position: 3 }, 'the order names nobody to ship to (N1*ST)');
    return { name: '', address: { line1: '' } };
  }
  const end = segments.findIndex((one, n) => n > at && (one.tag === 'N1' || one.tag === 'PO1'));
  const own = segments.slice(at, end === -1 ? undefined : end);
  const [n3, n4] = ['N3', 'N4'].map(tag => own.find(one => one.tag === tag));
  if (!n3) reader.wrong('missing-segment', { tag: 'N3', position: n1.position + 1 }, 'the address has no street (N3)');
  const told = (value: string) => (value === '' ? undefined : value);
  const contacts = segments.filter(({ tag }) => tag === 'PER');
  const reach = (qualifier: string) =>
    contacts.flatMap(per =>
      [3, 5, 7].filter(element => reader.text(per, element) === qualifier).map(element => reader.text(per, element + 1)),
    )[0];
  return omitEmpty({
    name: reader.required(n1, 2),
    phone: told(reach('TE') ?? ''),
    email: told(reach('EM') ?? ''),
    address: omitEmpty({
      line1: n3 ? reader.required(n3, 1) : '',
      line2: n3 && told(reader.text(n3, 2)),
      city: n4 && told(reader.text(n4, 1)),
      region: n4 && told(reader.text(n4, 2)),
      postalCode: n4 && told(reader.text(n4, 3)),
      country: n4 && told(reader.text(n4, 4)),
    }),
  });
}

/** Without members that are `undefined`. */
export function omitEmpty<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
