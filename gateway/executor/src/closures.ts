import type { BackEnd, Doubts } from './back-end.ts';
import { ownValue, setOwn, type Entity, type FieldShape, type LeafShape, type ObjectShape, type ValueShape } from './program.ts';
import type { FlatRequirement, RepresentationReader } from './representation.ts';

/** The back end for runtimes that forbid code generation. */
export const closures: BackEnd = {
  name: 'closures',
  walk: path => (root, into) => walkFrom(root, path, 0, into),
  representation: flatReader,
  shaper(shape) {
    const build = new ShapeBuilder().object(shape);
    return (fetched, doubts) => build(fetched, doubts) as Entity | null;
  },
};

type Build = (value: unknown, doubts: Doubts) => unknown;

function walkFrom(value: unknown, path: readonly string[], at: number, into: Entity[]): void {
  if (value === null || value === undefined) return;
  const step = path[at];
  if (step === undefined) {
    if (Array.isArray(value)) for (const element of value) walkFrom(element, path, at, into);
    else into.push(value as Entity);
  } else if (step !== '@') walkFrom(ownValue(value as Entity, step), path, at + 1, into);
  else if (Array.isArray(value)) for (const element of value) walkFrom(element, path, at + 1, into);
}

function flatReader(required: FlatRequirement): RepresentationReader {
  const namesOf = (entity: Entity) => required.get(entity['__typename'] as string);
  return {
    keyOf(entity) {
      const names = namesOf(entity);
      if (!names) return undefined;
      const values = names.map(name => ownValue(entity, name));
      return values.includes(undefined) ? undefined : JSON.stringify(values);
    },
    build(entity) {
      const representation: Entity = {};
      for (const name of namesOf(entity) ?? []) setOwn(representation, name, ownValue(entity, name));
      return representation;
    },
  };
}

const FITS: Readonly<Record<Exclude<LeafShape['kind'], 'enum'>, (value: unknown) => boolean>> = {
  // From 1e21 on, numbers are written with an exponent, which no integer has.
  Int: value => Number.isInteger(value) && Math.abs(value as number) < 1e21,
  Float: value => Number.isFinite(value),
  String: value => typeof value === 'string',
  Boolean: value => typeof value === 'boolean',
  ID: value => typeof value === 'string' || (Number.isInteger(value) && Math.abs(value as number) < 1e21),
  scalar: () => true,
};

/** Whether a value that came from a subgraph is one of the type's. */
export function fitsLeaf(leaf: LeafShape, value: unknown): boolean {
  return leaf.kind === 'enum' ? leaf.values.has(value as string) : FITS[leaf.kind](value);
}

class ShapeBuilder {
  private readonly built = new Map<ObjectShape, Build>();

  object(shape: ObjectShape): Build {
    const known = this.built.get(shape);
    if (known) return known;
    const variants = new Map([...shape.variants].map(([typename, fields]) => [typename, this.variant(typename, fields)]));
    const build: Build = (value, doubts) => {
      const entity = value as Entity;
      const typename = entity['__typename'] ?? shape.untyped;
      return (variants.get(typename as string) ?? doubts.refuse())(entity, doubts);
    };
    this.built.set(shape, build);
    return build;
  }

  private variant(typename: string, fields: readonly FieldShape[]): (entity: Entity, doubts: Doubts) => Entity | null {
    const built = fields.map(({ responseName, value }) => ({
      responseName,
      isRequired: value !== 'typename' && value.nonNull,
      build: value === 'typename' ? typenameOf(typename) : this.value(value),
    }));
    return (entity, doubts) => {
      const answer: Entity = {};
      for (const { responseName, isRequired, build } of built) {
        const value = build(ownValue(entity, responseName), doubts);
        if (value === null && isRequired) {
          doubts.misfits = true;
          return null;
        }
        setOwn(answer, responseName, value);
      }
      return answer;
    };
  }

  private value({ type }: ValueShape): Build {
    if (type.kind === 'list') return this.list(type.of);
    if (type.kind === 'object') {
      const build = this.object(type.shape);
      return (value, doubts) => {
        if (value === null || value === undefined) return null;
        if (typeof value !== 'object' || Array.isArray(value)) doubts.refuse();
        return build(value, doubts);
      };
    }
    return (value, doubts) => {
      if (value === null || value === undefined) return null;
      if (fitsLeaf(type, value)) return value;
      doubts.misfits = true;
      return null;
    };
  }

  private list(of: ValueShape): Build {
    const build = this.value(of);
    return (value, doubts) => {
      if (value === null || value === undefined) return null;
      if (!Array.isArray(value)) return doubts.refuse();
      const answer: unknown[] = [];
      for (const element of value) {
        const built = build(element, doubts);
        if (built === null && of.nonNull) {
          doubts.misfits = true;
          return null;
        }
        answer.push(built);
      }
      return answer;
    };
  }
}

/** An alias of `__typename` may have been fetched under its own name; it says the same, or Apollo's executor shall say what it means. */
function typenameOf(typename: string): Build {
  return (value, doubts) => (value === undefined || value === null || value === typename ? typename : doubts.refuse());
}
