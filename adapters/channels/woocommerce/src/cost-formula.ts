import { divide, multiply, ONE, toMicro, type Micro } from './micro.ts';

export interface Parcel {
  readonly quantity: number;
  /** Net worth of the goods. */
  readonly cost: Micro;
}

/**
 * Evaluates a cost as WooCommerce's flat rate takes it: "4.90", "10.00 * [qty]", `5 + [fee percent="10" min_fee="2" max_fee="20"]`.
 * An empty text costs nothing; `undefined` for a formula that is beyond this (a plugin's short code).
 */
export function evaluateCost(formula: string, parcel: Parcel): Micro | undefined {
  if (formula.trim() === '') return 0n;
  const filled = formula
    .replace(/\[fee([^\]]*)\]/gi, (_, attributes: string) => decimal(fee(attributes, parcel.cost)))
    .replace(/\[qty\]/gi, String(parcel.quantity))
    .replace(/\[cost\]/gi, decimal(parcel.cost))
    // Shops of half the world type a decimal comma.
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/\s+/g, '');
  if (!/^[\d.+\-*/()]+$/.test(filled)) return undefined;
  const parser = new Parser(filled);
  const value = parser.sum();
  return value === undefined || !parser.isAtEnd() || value < 0n ? undefined : value;
}

function fee(attributes: string, cost: Micro): Micro {
  const attribute = (name: string) => toMicro(new RegExp(`${name}\\s*=\\s*["']([\\d.]+)["']`, 'i').exec(attributes)?.[1] ?? '');
  const percent = multiply(cost, (attribute('percent') ?? 0n) / 100n);
  const least = attribute('min_fee');
  const most = attribute('max_fee');
  if (least !== undefined && percent < least) return least;
  return most !== undefined && most > 0n && percent > most ? most : percent;
}

function decimal(value: Micro): string {
  const digits = value.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** The four operations and parentheses; every method answers `undefined` for what it cannot read. */
class Parser {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  sum(): Micro | undefined {
    let left = this.product();
    for (let sign = this.take(/[+-]/); sign && left !== undefined; sign = this.take(/[+-]/)) {
      const right = this.product();
      left = right === undefined ? undefined : sign === '+' ? left + right : left - right;
    }
    return left;
  }

  private product(): Micro | undefined {
    let left = this.operand();
    for (let sign = this.take(/[*/]/); sign && left !== undefined; sign = this.take(/[*/]/)) {
      const right = this.operand();
      if (right === undefined || (sign === '/' && right <= 0n)) return undefined;
      left = sign === '*' ? multiply(left, right) : divide(left * ONE, right);
    }
    return left;
  }

  private operand(): Micro | undefined {
    if (!this.take(/\(/)) return toMicro(this.take(/[\d.]+/) ?? '');
    const inner = this.sum();
    return this.take(/\)/) ? inner : undefined;
  }

  private take(pattern: RegExp): string | undefined {
    const found = new RegExp(pattern, 'y');
    found.lastIndex = this.at;
    const text = found.exec(this.text)?.[0];
    this.at += text?.length ?? 0;
    return text;
  }
}
