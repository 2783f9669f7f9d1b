import type { EdiLine, EdiOrder, Reader, Segment } from './message.ts';
import { omitEmpty } from './order-of-x12.ts';

/** The order of an ORDERS message. What is wrong is in the reader, and what is returned is then not to be used. */
export function orderOfEdifact(segments: readonly Segment[], reader: Reader): EdiOrder | undefined {
  const last = segments.at(-1) as Segment;
  const bgm = segments.find(({ tag }) => tag === 'BGM');
  if (!bgm) {
    reader.wrong('missing-segment', { tag: 'BGM', position: 2 }, 'the order has no BGM');
    return undefined;
  }
  const number = reader.required(bgm, 2);
  const purpose = reader.text(bgm, 3);
  if (purpose !== '' && purpose !== '9') reader.wrong('invalid', bgm, `function ${purpose} is no original order`, 3, purpose);
  const dtm = segments.find(one => one.tag === 'DTM' && reader.text(one, 1) === '137');
  const cux = segments.find(({ tag }) => tag === 'CUX');
  const currency = cux && reader.required(cux, 1, 2).toUpperCase();
  if (cux && currency && !/^[A-Z]{3}$/.test(currency)) reader.wrong('invalid', cux, `${currency} is no currency`, 1, currency);
  const lines = linesOf(segments, reader);
  if (lines.length === 0) reader.wrong('missing-segment', { tag: 'LIN', position: last.position }, 'the order has no line');
  const cnt = segments.find(one => one.tag === 'CNT' && reader.text(one, 1) === '2');
  if (cnt && reader.text(cnt, 1, 2) !== String(lines.length))
    reader.wrong('count', cnt, `CNT counts ${reader.text(cnt, 1, 2)} lines, there are ${lines.length}`, 1, reader.text(cnt, 1, 2));
  const summary = segments.slice(segments.findIndex(({ tag }) => tag === 'UNS'));
  const moa = summary.find(one => one.tag === 'MOA' && ['86', '79', '128'].includes(reader.text(one, 1)));
  return omitEmpty({
    number,
    date: dtm && reader.date(dtm, 1, 2),
    currency,
    lines,
    total: moa && reader.decimal(moa, 1, 2),
    ...deliverTo(segments, reader),
  });
}

function linesOf(segments: readonly Segment[], reader: Reader): readonly EdiLine[] {
  return segments.flatMap((lin, at) => {
    if (lin.tag !== 'LIN') return [];
    const next = segments.findIndex((one, n) => n > at && (one.tag === 'LIN' || one.tag === 'UNS' || one.tag === 'UNT'));
    const own = segments.slice(at + 1, next === -1 ? undefined : next);
    const ids: Record<string, string> = {};
    const named = [
      ...(lin.elements[2] ? [lin.elements[2]] : []),
      ...own.filter(({ tag }) => tag === 'PIA').flatMap(pia => pia.elements.slice(1)),
    ];
    for (const [id = '', qualifier = ''] of named) if (id !== '' && qualifier !== '') ids[qualifier] ??= id;
    const itemId = ids['SA'] ?? Object.values(ids)[0] ?? '';
    if (itemId === '') reader.wrong('missing', lin, 'LIN names no item', 3);
    const quantity = own.find(one => one.tag === 'QTY' && reader.text(one, 1) === '21');
    const price = own.find(one => one.tag === 'PRI' && ['AAA', 'AAB', 'NTP'].includes(reader.text(one, 1)));
    const place = { tag: 'QTY', position: lin.position + 1 };
    if (!quantity) reader.wrong('missing-segment', place, 'the line has no ordered quantity (QTY+21)');
    if (!price) reader.wrong('missing-segment', { ...place, tag: 'PRI' }, 'the line has no price (PRI)');
    const imd = own.find(({ tag }) => tag === 'IMD');
    const title = imd ? reader.text(imd, 3, 4) : '';
    return [
      {
        itemId,
        ids,
        quantity: quantity ? reader.pieces(quantity, 1, 2) : 0,
        unitPrice: price ? reader.decimal(price, 1, 2) : '',
        ...(title ? { title } : {}),
      },
    ];
  });
}

function deliverTo(segments: readonly Segment[], reader: Reader): Pick<EdiOrder, 'name' | 'phone' | 'email' | 'address'> {
  const parties = ['DP', 'ST', 'BY'].map(code => segments.find(one => one.tag === 'NAD' && reader.text(one, 1) === code));
  const nad = parties.find(one => one !== undefined);
  if (!nad) {
    reader.wrong('missing-segment', { tag: 'NAD', position: 3 }, 'the order names nobody to deliver to (NAD+DP)');
    return { name: '', address: { line1: '' } };
  }
  const told = (element: number, component = 1) => reader.text(nad, element, component) || undefined;
  const reach = (code: string) => {
    const com = segments.find(one => one.tag === 'COM' && reader.text(one, 1, 2) === code);
    return (com && reader.text(com, 1)) || undefined;
  };
  return omitEmpty({
    name: reader.required(nad, 4),
    phone: reach('TE'),
    email: reach('EM'),
    address: omitEmpty({
      line1: reader.required(nad, 5),
      line2: told(5, 2),
      city: told(6),
      region: told(7),
      postalCode: told(8),
      country: told(9),
    }),
  });
}
