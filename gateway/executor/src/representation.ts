import { ownValue, setOwn, type Entity, type FetchStep, type Required } from './program.ts';
import type { GraphQLSchema } from 'graphql';
import { applyRewrites } from './rewrites.ts';

/** Reads from an object of the answer what asks a subgraph for the rest of it. */
export interface RepresentationReader {
  /** Equal for equal representations of one fetch. `undefined`: the object is not one to ask for, or lacks what is required. */
  keyOf(entity: Entity): string | number | undefined;
  build(entity: Entity): Entity;
}

/** A requirement without inner objects: the fields to copy, by the object's type. This is nearly every `@key`. */
export type FlatRequirement = ReadonlyMap<string, readonly string[]>;

/** The requirement as a flat one, when it is: then a back end of its own may read it faster. */
export function flatRequirement({ required, inputRewrites, outputRewrites }: FetchStep): FlatRequirement | undefined {
  const flat = new Map<string, readonly string[]>();
  if (!required || inputRewrites.length > 0 || outputRewrites.length > 0) return undefined;
  for (const part of required) {
    if (part.kind === 'field') return undefined;
    const names = new Set<string>();
    for (const inner of part.of) {
      if (inner.kind === 'when' || inner.of) return undefined;
      names.add(inner.name);
    }
    if (!names.has('__typename')) return undefined;
    for (const typename of part.typenames) {
      if (flat.has(typename)) return undefined;
      flat.set(typename, [...names]);
    }
  }
  return flat;
}

/** Any requirement: inner objects, lists, several conditions on one type, rewrites. */
export function anyRepresentation(
  { required = [], inputRewrites, outputRewrites }: FetchStep,
  schema: GraphQLSchema,
): RepresentationReader {
  const isRewritten = inputRewrites.length > 0 || outputRewrites.length > 0;
  const build = (entity: Entity): Entity => {
    const representation = select(entity, required) ?? {};
    if (representation['__typename']) applyRewrites(inputRewrites, representation, schema);
    return representation;
  };
  return {
    build,
    keyOf(entity) {
      const representation = build(entity);
      if (!representation['__typename']) return undefined;
      // Rewrites may hide the type that the received entity will be taken for.
      return JSON.stringify(isRewritten ? [representation, entity['__typename']] : representation);
    },
  };
}

/** `null` when a field is missing. */
function select(source: unknown, required: readonly Required[]): Entity | null {
  if (typeof source !== 'object' || source === null) return null;
  const object = source as Entity;
  const selected: Entity = {};
  for (const part of required) {
    if (part.kind === 'when') {
      if (part.typenames.has(String(object['__typename']))) lay(select(object, part.of), selected);
      continue;
    }
    const value = ownValue(object, part.name);
    if (value === undefined) return null;
    setOwn(selected, part.name, selectValue(value, part.of));
  }
  return selected;
}

function selectValue(value: unknown, of: readonly Required[] | undefined): unknown {
  if (!of) return value;
  return Array.isArray(value) ? value.map(element => select(element, of)) : select(value, of);
}

/** Lays one condition's fields over those of another, objects into objects. */
function lay(source: Entity | null, over: Entity): void {
  for (const [name, value] of Object.entries(source ?? {})) {
    const known = ownValue(over, name);
    if (isPlain(known) && isPlain(value)) lay(value, known);
    else setOwn(over, name, value);
  }
}

function isPlain(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
