/** One segment with its place, as acknowledgements name it. */
export interface Segment {
  readonly tag: string;
  /** Within its message, the header (ST, UNH) being 1. */
  readonly position: number;
  /** Elements after the tag, each with its components. */
  readonly elements: readonly (readonly string[])[];
}

/** What is wrong, in the words that both standards have a code for. */
export type ProblemKind = 'missing-segment' | 'missing' | 'invalid' | 'count' | 'reference' | 'unfinished';

export interface Problem {
  readonly kind: ProblemKind;
  readonly tag: string;
  readonly position: number;
  /** From 1. */
  readonly element?: number;
  readonly value?: string;
  readonly message: string;
}

export interface EdiLine {
  /** The first id that the partner gives: its vendor's number where there is one. */
  readonly itemId: string;
  /** Every id by its qualifier ("VP", "UP", "EN"). */
  readonly ids: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly quantity: number;
  /** Decimal text. */
  readonly unitPrice: string;
}

/** A purchase order of a partner. */
export interface EdiOrder {
  readonly number: string;
  /** YYYY-MM-DD. */
  readonly date?: string;
  readonly currency?: string;
  readonly lines: readonly EdiLine[];
  /** As the partner added it up, where it says so. */
  readonly total?: string;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address: {
    readonly country?: string;
    readonly region?: string;
    readonly city?: string;
    readonly line1: string;
    readonly line2?: string;
    readonly postalCode?: string;
  };
}

/** One message of an interchange: its order, or what is wrong with it. */
export interface Message {
  readonly reference: string;
  /** "850", "ORDERS:D:96A:UN". */
  readonly type: string;
  readonly order?: EdiOrder;
  readonly problems: readonly Problem[];
}

/** A file of a partner. */
export interface Interchange {
  readonly syntax: 'X12' | 'EDIFACT';
  readonly sender: readonly string[];
  readonly receiver: readonly string[];
  readonly reference: string;
  /** EDIFACT has one without a name. */
  readonly groups: readonly {
    readonly reference: string;
    readonly code: string;
    readonly sender: string;
    readonly receiver: string;
    readonly messages: readonly Message[];
  }[];
}

/** The file is no interchange at all, or ends within one: nobody could be answered. */
export class EdiError extends Error {
  override readonly name = 'EdiError';
}

const DECIMAL = /^\d{1,15}(\.\d{1,6})?$/;

/** Reads elements of segments, and writes down what is wrong with them and where. */
export class Reader {
  readonly problems: Problem[] = [];

  /** The component, "" when it is not there. */
  text(segment: Segment, element: number, component = 1): string {
    return segment.elements[element - 1]?.[component - 1]?.trim() ?? '';
  }

  required(segment: Segment, element: number, component = 1): string {
    const value = this.text(segment, element, component);
    if (value === '') this.wrong('missing', segment, `${segment.tag} lacks element ${element}`, element);
    return value;
  }

  decimal(segment: Segment, element: number, component = 1): string {
    const value = this.required(segment, element, component);
    if (value !== '' && !DECIMAL.test(value)) this.wrong('invalid', segment, `${segment.tag}: ${value} is no amount`, element, value);
    return value;
  }

  pieces(segment: Segment, element: number, component = 1): number {
    const value = this.decimal(segment, element, component);
    const pieces = Number(value);
    if (value !== '' && DECIMAL.test(value) && (!Number.isInteger(pieces) || pieces < 1 || pieces > 1_000_000))
      this.wrong('invalid', segment, `${segment.tag}: ${value} is no number of pieces`, element, value);
    return pieces;
  }

  /** YYYY-MM-DD of YYYYMMDD; "" counts as not told. */
  date(segment: Segment, element: number, component = 1): string | undefined {
    const value = this.text(segment, element, component);
    if (value === '') return undefined;
    const found = /^(\d{4})(\d{2})(\d{2})/.exec(value);
    const text = found ? `${found[1]}-${found[2]}-${found[3]}` : '';
    if (!found || Number.isNaN(Date.parse(text))) {
      this.wrong('invalid', segment, `${segment.tag}: ${value} is no date`, element, value);
      return undefined;
    }
    return text;
  }

  wrong(kind: ProblemKind, segment: Pick<Segment, 'tag' | 'position'>, message: string, element?: number, value?: string): void {
    this.problems.push({
      kind,
      tag: segment.tag,
      position: segment.position,
      message,
      ...(element === undefined ? {} : { element }),
      ...(value === undefined ? {} : { value }),
    });
  }
}
