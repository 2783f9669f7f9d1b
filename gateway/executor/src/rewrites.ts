import type { FetchDataRewrite } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { ownValue, setOwn, type Entity } from './program.ts';

const ON_TYPE = '... on ';

/** Applies what the planner wants changed in data on its way to or from a subgraph: another `__typename`, a field under another name. */
export function applyRewrites(rewrites: readonly FetchDataRewrite[], data: unknown, schema: GraphQLSchema): void {
  for (const rewrite of rewrites) {
    const field = rewrite.path.at(-1);
    if (field !== undefined) atPath(rewrite.path.slice(0, -1), data, schema, object => rewriteField(object, field, rewrite));
  }
}

function rewriteField(object: Entity, field: string, rewrite: FetchDataRewrite): void {
  if (rewrite.kind === 'ValueSetter') return setOwn(object, field, rewrite.setValueTo);
  const value = ownValue(object, field);
  if (!value) return;
  setOwn(object, rewrite.renameKeyTo, value);
  setOwn(object, field, undefined);
}

function atPath(path: readonly string[], data: unknown, schema: GraphQLSchema, change: (object: Entity) => void): void {
  if (Array.isArray(data)) return data.forEach(element => atPath(path, element, schema, change));
  if (typeof data !== 'object' || data === null) return;
  const object = data as Entity;
  const [step, ...rest] = path;
  if (step === undefined) change(object);
  else if (!step.startsWith(ON_TYPE)) atPath(rest, ownValue(object, step), schema, change);
  else if (isOfType(object, step.slice(ON_TYPE.length), schema)) atPath(rest, object, schema, change);
}

/** An object that does not say what it is passes for what it is asked to be. */
function isOfType(object: Entity, condition: string, schema: GraphQLSchema): boolean {
  const typename = object['__typename'];
  if (typeof typename !== 'string' || typename === '' || typename === condition) return true;
  const [type, wanted] = [schema.getType(typename), schema.getType(condition)];
  return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}
