import { holdsCardNumber } from './card-number.ts';
import type { PlaceOrderInput } from './input.ts';

export interface InputProblem {
  readonly path: readonly string[];
  readonly message: string;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const NAME_LIMIT = 200;
const TEXT_LIMIT = 4_000;
const MAX_QUANTITY = 10_000;
const MAX_LINES = 250;

/** What is wrong with the input by itself, each with the path to it (relative to `input`). Whether things exist is checked later. */
export function checkInput(input: PlaceOrderInput, isGuest: boolean): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  const problem = (path: string, message: string) => problems.push({ path: path.split('.'), message });

  const keyLength = [...input.idempotencyKey].length;
  if (keyLength < 1 || keyLength > 255) problem('idempotencyKey', 'must have 1 to 255 characters');
  else if (isGuest && keyLength < 16) problem('idempotencyKey', 'must have at least 16 characters for guests');
  if (CONTROL.test(input.idempotencyKey)) problem('idempotencyKey', 'must not contain control characters');

  const text = (path: string, value: string | null | undefined, limit: number, isRequired = false) => {
    if (value == null) return;
    if (isRequired && value.trim() === '') problem(path, 'must not be empty');
    if ([...value].length > limit) problem(path, `must have at most ${limit} characters`);
    if (CONTROL.test(value)) problem(path, 'must not contain control characters');
  };
  text('contact.name', input.contact.name, NAME_LIMIT, true);
  text('contact.phone', input.contact.phone, NAME_LIMIT, true);
  text('contact.email', input.contact.email, NAME_LIMIT, true);
  if (!input.contact.phone && !input.contact.email) problem('contact', 'needs a phone number or an e-mail address');
  if (input.contact.email && !EMAIL.test(input.contact.email)) problem('contact.email', 'is not an e-mail address');
  if (input.contact.phone && input.contact.phone.replace(/\D/g, '').length < 4) problem('contact.phone', 'is not a phone number');
  text('address.line1', input.address.line1, NAME_LIMIT, true);
  for (const member of ['region', 'city', 'district', 'line2', 'postalCode'] as const)
    text(`address.${member}`, input.address[member], NAME_LIMIT);
  text('notes', input.notes, TEXT_LIMIT);
  text('payment.token', input.payment.token, TEXT_LIMIT);
  if (input.payment.token && holdsCardNumber(input.payment.token))
    problem('payment.token', 'is a card number; give the card to its provider and send the token that comes back');

  if (input.maxTotal.amount.startsWith('-') || /^[0.]+$/.test(input.maxTotal.amount)) problem('maxTotal.amount', 'must be more than zero');
  if (input.planId != null && input.lines != null) problem('lines', 'give either a plan or lines, not both');
  if (input.planId != null && input.planHash == null) problem('planHash', 'is needed with planId');
  if (input.planId == null) checkLines(input, problem);
  return problems;
}

function checkLines(input: PlaceOrderInput, problem: (path: string, message: string) => void): void {
  const lines = input.lines ?? [];
  if (lines.length === 0) problem('lines', 'must name at least one line');
  if (lines.length > MAX_LINES) problem('lines', `must name at most ${MAX_LINES} lines`);
  lines.forEach((line, index) => {
    const kind = line.listing ? 'listing' : 'product';
    const quantity = (line.listing ?? line.product)?.quantity ?? 0;
    if (quantity < 1 || quantity > MAX_QUANTITY) problem(`lines.${index}.${kind}.quantity`, `must be 1 to ${MAX_QUANTITY}`);
  });
}
