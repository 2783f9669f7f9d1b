import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Operation } from './three-executors.ts';

/** Names that mean something to JavaScript. */
const ODD_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** Operations of every form that a schema allows: aliases, fragments, conditions, the same field many times. The same seed gives the same operation. Not all are valid: one alias may mean two things. */
export function randomOperation(schema: GraphQLSchema, seed: number): Operation {
  let state = seed;
  /** From 0 to `most`. */
  const number = (most: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % (most + 1);
  };
  const chance = (percent: number) => number(99) < percent;
  /** What each odd name stands for in this operation: one thing only. */
  const odd = new Map<string, string>();
  const fragments: string[] = [];
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  ['a', 'b'].forEach(name => {
    const withDefault = chance(30);
    declared.push(`$${name}: Boolean${withDefault ? ' = true' : '!'}`);
    if (!withDefault || chance(50)) variables[name] = chance(50);
  });
  const condition = () => (chance(15) ? ` @${chance(50) ? 'skip' : 'include'}(if: ${['$a', '$b', 'true', 'false'][number(3)]})` : '');
  const argumentsOf = (field: GraphQLField<unknown, unknown>) => {
    const given = field.args
      .filter(one => isRequiredArgument(one) || chance(30))
      .map(one => {
        const type = getNamedType(one.type).name;
        return `${one.name}: ${type === 'Int' ? number(4) : type === 'ID' ? `"${['b1', 'b2', 'f2', 'b7'][number(3)]}"` : `"T${number(2)}"`}`;
      });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  };
  const selection = (type: GraphQLCompositeType, depth: number): string => {
    const parts = Array.from({ length: 1 + number(3) }, () => part(type, depth));
    return `{ ${parts.join(' ')} }`;
  };
  const part = (type: GraphQLCompositeType, depth: number): string => {
    if (chance(12)) return `${chance(50) ? 'type: ' : ''}__typename${condition()}`;
    if (isUnionType(type) || chance(25)) return fragment(type, depth);
    const fields = Object.values((isObjectType(type) || isInterfaceType(type) ? type : schema.getQueryType())?.getFields() ?? {});
    const leaves = fields.filter(one => !isCompositeType(getNamedType(one.type)));
    const field = (depth <= 0 && leaves.length > 0 ? leaves : fields)[
      number((depth <= 0 && leaves.length > 0 ? leaves : fields).length - 1)
    ];
    if (!field) return '__typename';
    const given = argumentsOf(field);
    const inner = getNamedType(field.type);
    const oddName = ODD_NAMES[number(ODD_NAMES.length - 1)] as string;
    const isOdd = chance(15) && (odd.get(oddName) ?? field.name + given) === field.name + given;
    if (isOdd) odd.set(oddName, field.name + given);
    const alias = isOdd
      ? `${oddName}: `
      : given && chance(80)
        ? `x${given.replace(/\W/g, '')}${field.name}: `
        : chance(10)
          ? `y${field.name}: `
          : '';
    if (isCompositeType(inner) && depth < -3) return '__typename';
    return `${alias}${field.name}${given}${condition()}${isCompositeType(inner) ? ` ${selection(inner, depth - 1)}` : ''}`;
  };
  const fragment = (type: GraphQLCompositeType, depth: number): string => {
    const candidates = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type, ...type.getInterfaces()];
    const on = candidates[number(candidates.length - 1)] as GraphQLCompositeType;
    if (chance(70))
      return `... ${chance(10) && on === type && !isUnionType(type) ? '' : `on ${on.name}`}${condition()} ${selection(on, depth - 1)}`;
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${selection(on, depth - 1)}`;
    return `...${name}${condition()}`;
  };
  const isMutation = chance(10);
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLCompositeType;
  const body = selection(root, 4);
  const name = chance(50) ? ' Named' : '';
  return { query: `${isMutation ? 'mutation' : 'query'}${name}(${declared.join(', ')}) ${body} ${fragments.join(' ')}`, variables };
}
