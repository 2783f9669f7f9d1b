import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { FetchDataRewrite } from '@apollo/query-planner';

/** An object of a subgraph's answer, before it is shaped for the client. */
export type Entity = Record<string, unknown>;

/**
 * The intermediate form of one planned operation: what both back ends (generated code and closures) are made from. It names no schema and no planner; all
 * type conditions are resolved to names of object types, all flattening to one path per fetch.
 */
export interface Program {
  readonly operationType: OperationTypeNode;
  readonly steps: Step | undefined;
  /** Variables that @skip and @include read, with their default values: one shape is made per combination that occurs. */
  readonly conditions: ReadonlyMap<string, boolean | undefined>;
  /** The answer's shape under given conditions. */
  shape(conditions: ReadonlyMap<string, boolean>): ObjectShape;
}

export type Step =
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly ifDefault: boolean | undefined;
      readonly ifTrue: Step | undefined;
      readonly ifFalse: Step | undefined;
    }
  | FetchStep;

export interface FetchStep {
  readonly kind: 'fetch';
  readonly service: string;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly document: DocumentNode | undefined;
  /** Names of the operation's variables that the sub-request needs. */
  readonly variables: readonly string[];
  /** Where in the answer the fetched data belongs; `@` stands for every element of a list. */
  readonly path: readonly string[];
  /** What of each object at the path makes up its representation. Without it the fetch asks root fields. */
  readonly required: readonly Required[] | undefined;
  readonly inputRewrites: readonly FetchDataRewrite[];
  readonly outputRewrites: readonly FetchDataRewrite[];
  /** Fetches with the same key ask the same of the same entity, wherever they stand in the plan. */
  readonly entityKey: string;
  /** The fetched entities have no objects inside, which other fetches could write into. */
  readonly hasOnlyLeaves: boolean;
  /** No other fetch writes at or below this one's path. */
  readonly isAlone: boolean;
}

/** A selection of a representation. */
export type Required =
  | { readonly kind: 'field'; readonly name: string; readonly of: readonly Required[] | undefined }
  | { readonly kind: 'when'; readonly typenames: ReadonlySet<string>; readonly of: readonly Required[] };

/** An object of the answer. What is selected may depend on the object's runtime type. */
export interface ObjectShape {
  readonly id: number;
  /** By `__typename`. */
  readonly variants: ReadonlyMap<string, readonly FieldShape[]>;
  /** The variant of objects that came without a `__typename`; none for an interface or union. */
  readonly untyped: string | undefined;
}

export interface FieldShape {
  readonly responseName: string;
  /** The object's own type for `__typename` and its aliases. */
  readonly value: ValueShape | 'typename';
}

export interface ValueShape {
  readonly nonNull: boolean;
  readonly type: LeafShape | { readonly kind: 'list'; readonly of: ValueShape } | { readonly kind: 'object'; readonly shape: ObjectShape };
}

export type LeafShape =
  | { readonly kind: 'Int' | 'Float' | 'String' | 'Boolean' | 'ID' | 'scalar' }
  | { readonly kind: 'enum'; readonly values: ReadonlySet<string> };

/** Why an operation is left to Apollo's own executor. */
export class NotCovered extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`not covered: ${reason}`);
    this.reason = reason;
  }
}

/** Names that every plain object answers to without having them: read and written with care wherever data uses them as keys. */
export const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A property of the object itself. */
export function ownValue(object: Entity, name: string): unknown {
  return INHERITED.has(name) && !Object.hasOwn(object, name) ? undefined : object[name];
}

/** Sets a property of the object itself, whatever its name. */
export function setOwn(object: Entity, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  else object[name] = value;
}
