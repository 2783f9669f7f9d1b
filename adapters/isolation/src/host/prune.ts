import type { TSchema } from 'typebox';

type Prune = (value: unknown) => unknown;

const asIs: Prune = value => value;
const pruners = new WeakMap<object, Prune>();

/** The parts of a schema that say where other values are. */
interface Shape {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
}

/**
 * A value without the members that its schema does not name. It is not checked: what is of another form is left as it is, for the check that follows. Where
 * there are several forms, the one whose words the value says is taken (`status: 'refused'`), so that the check meets one form only.
 */
export function prune(schema: TSchema, value: unknown): unknown {
  return prunerOf(schema)(value);
}

function prunerOf(schema: TSchema): Prune {
  let pruner = pruners.get(schema);
  if (!pruner) pruners.set(schema, (pruner = makePruner(schema)));
  return pruner;
}

function makePruner(schema: TSchema): Prune {
  const { properties, items, anyOf } = schema as Shape;
  if (properties) return membersOf(properties);
  if (anyOf) return choiceOf(anyOf);
  if (items) {
    const item = prunerOf(items);
    return value => (Array.isArray(value) ? value.map(item) : value);
  }
  return asIs;
}

function membersOf(properties: Readonly<Record<string, TSchema>>): Prune {
  const members = Object.entries(properties).map(([name, member]) => [name, prunerOf(member)] as const);
  return value => {
    if (!isObject(value)) return value;
    const kept: Record<string, unknown> = {};
    for (const [name, pruner] of members) {
      const member = value[name];
      if (member !== undefined) kept[name] = pruner(member);
    }
    return kept;
  };
}

function choiceOf(forms: readonly TSchema[]): Prune {
  const choices = forms.map(form => ({ words: wordsOf(form), pruner: prunerOf(form), isObject: (form as Shape).properties !== undefined }));
  // The forms that say a word first: one without words would take anything.
  const inOrder = choices.filter(({ isObject }) => isObject).toSorted((a, b) => b.words.length - a.words.length);
  return value => {
    if (!isObject(value)) return value;
    const chosen = inOrder.find(({ words }) => words.every(([name, word]) => value[name] === word));
    return chosen ? chosen.pruner(value) : value;
  };
}

/** The members that have one word for a value. */
function wordsOf(form: TSchema): readonly (readonly [string, unknown])[] {
  return Object.entries((form as Shape).properties ?? {}).flatMap(([name, member]) =>
    'const' in member ? [[name, member.const] as const] : [],
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
