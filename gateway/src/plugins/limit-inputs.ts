import type { Config } from '@onebasket/runtime';
import { Kind, visit, type DocumentNode } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';
import { limitExceeded } from '../refusals.ts';

type Limits = Pick<Config['gateway']['limits'], 'listItems' | 'textLength' | 'nameLength'>;

/** No input of the graph nests deeper than half of this. */
const MOST_NESTING = 16;

/** Fields of inputs that are names of people and places. */
const NAME_FIELDS = new Set(['name', 'city', 'region', 'district']);

/** Lists, texts and names in the input, whether they are written in the document or come as variables. */
export function limitInputs(limits: Limits): GatewayPlugin {
  return {
    name: 'limit-inputs',
    request: ({ variables, operationName }) => {
      checkName(operationName ?? '', limits);
      checkVariables(variables ?? {}, limits);
    },
    compile: ({ document }) => checkLiterals(document, limits),
  };
}

/** Walks without recursion: what comes from outside may be nested a million deep. */
function checkVariables(variables: object, limits: Limits): void {
  const waiting: { readonly value: object; readonly depth: number }[] = [{ value: variables, depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (depth > MOST_NESTING) throw limitExceeded('inputDepth', MOST_NESTING, 'The variables are nested too deep');
    if (Array.isArray(value)) checkList(value.length, limits);
    for (const [field, inner] of Object.entries(value)) {
      if (typeof inner === 'string') checkText(Array.isArray(value) ? undefined : field, inner, limits);
      else if (typeof inner === 'object' && inner !== null) waiting.push({ value: inner as object, depth: depth + 1 });
    }
  }
}

function checkLiterals(document: DocumentNode, limits: Limits): void {
  visit(document, {
    Name: ({ value }) => checkName(value, limits),
    ListValue: ({ values }) => checkList(values.length, limits),
    StringValue: ({ value }, _key, parent) => {
      const field =
        parent && 'kind' in parent && (parent.kind === Kind.OBJECT_FIELD || parent.kind === Kind.ARGUMENT) ? parent.name.value : undefined;
      checkText(field, value, limits);
    },
  });
}

function checkList(length: number, { listItems }: Limits): void {
  if (length > listItems) throw limitExceeded('listItems', listItems, `A list in the input has ${length} items`);
}

function checkText(field: string | undefined, text: string, limits: Limits): void {
  if (text.length > limits.textLength)
    throw limitExceeded('textLength', limits.textLength, `A text in the input has ${text.length} characters`);
  if (field !== undefined && NAME_FIELDS.has(field)) checkName(text, limits);
}

function checkName(name: string, { nameLength }: Limits): void {
  if (name.length > nameLength) throw limitExceeded('nameLength', nameLength, `A name has ${name.length} characters`);
}
