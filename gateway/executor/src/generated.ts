import type { BackEnd, Doubts, Shaper, Walk } from './back-end.ts';
import { fitsLeaf } from './closures.ts';
import { INHERITED, type FieldShape, type LeafShape, type ObjectShape, type ValueShape } from './program.ts';
import type { FlatRequirement, RepresentationReader } from './representation.ts';

/** The fast back end: one straight function per path, requirement and shape. */
export const generated: BackEnd = { name: 'generated', walk, representation, shaper };

/** Whether this runtime lets us generate code. */
export function mayGenerate(): boolean {
  try {
    return (compile([], 'return true') as () => boolean)();
  } catch {
    return false;
  }
}

/**
 * The one place where text becomes code. What comes from outside gets into it only through `quoted`, as a string literal, and is never a bare property
 * name of an object literal, where `__proto__` would mean something else.
 */
function compile(parameters: readonly string[], body: string): (...given: unknown[]) => unknown {
  // oxlint-disable-next-line no-implied-eval
  return new Function(...parameters, `"use strict";${body}`) as (...given: unknown[]) => unknown;
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function read(object: string, name: string): string {
  const value = `${object}[${quoted(name)}]`;
  return INHERITED.has(name) ? `(Object.hasOwn(${object},${quoted(name)})?${value}:undefined)` : value;
}

/** Computed, so that every name is only a name. */
function literal(entries: readonly (readonly [name: string, value: string])[]): string {
  return `{${entries.map(([name, value]) => `${name === '__proto__' ? `[${quoted(name)}]` : quoted(name)}:${value}`).join()}}`;
}

function walk(path: readonly string[]): Walk {
  let [body, closing, value] = ['', '', 'root'];
  path.forEach((step, index) => {
    const next = `v${index}`;
    body += step === '@' ? `if(Array.isArray(${value}))for(const ${next} of ${value}){if(${next}==null)continue;` : '';
    body += step === '@' ? '' : `const ${next}=${read(value, step)};if(${next}!=null){`;
    closing += '}';
    value = next;
  });
  const spread = (elements: readonly unknown[], into: unknown[]): void => {
    for (const element of elements) {
      if (Array.isArray(element)) spread(element, into);
      else if (element !== null && element !== undefined) into.push(element);
    }
  };
  const end = `if(Array.isArray(${value}))spread(${value},into);else into.push(${value});`;
  return compile(['spread'], `return (root,into)=>{${body}${end}${closing}}`)(spread) as Walk;
}

function representation(required: FlatRequirement): RepresentationReader {
  const cases = (of: (names: readonly string[]) => string) =>
    [...required].map(([typename, names]) => `case ${quoted(typename)}:${of(names)}`).join('');
  const isSingle = required.size === 1;
  const key = (names: readonly string[]) => {
    const keys = names.filter(name => name !== '__typename');
    const missing = keys
      .map((name, index) => `const k${index}=${read('entity', name)};if(k${index}===undefined)return undefined;`)
      .join('');
    // One field of one type is a key as it is, when it is a string. Its first character keeps it apart from everything that is written as JSON.
    const sole = isSingle && keys.length === 1 ? `if(typeof k0==='string')return '='+k0;` : '';
    return `{${missing}${sole}return JSON.stringify([${[isSingle ? [] : ['entity.__typename'], keys.map((_, index) => `k${index}`)].flat().join()}]);}`;
  };
  const build = (names: readonly string[]) => `return ${literal(names.map(name => [name, read('entity', name)]))};`;
  return compile(
    [],
    `return {
      keyOf(entity){switch(entity.__typename){${cases(key)}default:return undefined}},
      build(entity){switch(entity.__typename){${cases(build)}default:return {}}},
    }`,
  )() as RepresentationReader;
}

function shaper(shape: ObjectShape): Shaper {
  return new ShapeWriter().write(shape);
}

/** Tests of a leaf, to be read as "unless this holds". Enums and odd scalars ask a function. */
const FITS: Readonly<Record<Exclude<LeafShape['kind'], 'enum' | 'scalar'>, (value: string) => string>> = {
  Int: value => `(Number.isInteger(${value})&&${value}<1e21&&${value}>-1e21)`,
  Float: value => `Number.isFinite(${value})`,
  String: value => `typeof ${value}==='string'`,
  Boolean: value => `typeof ${value}==='boolean'`,
  ID: value => `(typeof ${value}==='string'||Number.isInteger(${value})&&${value}<1e21&&${value}>-1e21)`,
};

class ShapeWriter {
  private readonly functions: string[] = [];
  private readonly written = new Set<ObjectShape>();
  private readonly constants: unknown[] = [];
  private names = 0;

  write(root: ObjectShape): Shaper {
    this.object(root);
    const parameters = this.constants.map((_, index) => `c${index}`);
    return compile(parameters, `${this.functions.join('\n')}\nreturn o${root.id};`)(...this.constants) as (
      fetched: unknown,
      doubts: Doubts,
    ) => ReturnType<Shaper>;
  }

  /** One function per shape, called by every place that has it. */
  private object(shape: ObjectShape): string {
    const name = `o${shape.id}`;
    if (this.written.has(shape)) return name;
    this.written.add(shape);
    const cases = [...shape.variants].map(([typename, fields]) => {
      const untyped = typename === shape.untyped ? 'case undefined:' : '';
      return `case ${quoted(typename)}:${untyped}{${this.variant(typename, fields)}}`;
    });
    this.functions.push(`function ${name}(o,doubts){switch(o.__typename){${cases.join('')}default:doubts.refuse()}}`);
    return name;
  }

  private variant(typename: string, fields: readonly FieldShape[]): string {
    const reads = fields.map(({ responseName, value }, index) => {
      const target = `r${index}`;
      const given = `let ${target}=${read('o', responseName)};`;
      if (value !== 'typename') return `${given}${this.value(value, target, 'return null;')}`;
      return `${given}if(${target}!==${quoted(typename)}){if(${target}!=null)doubts.refuse();${target}=${quoted(typename)};}`;
    });
    return `${reads.join('')}return ${literal(fields.map(({ responseName }, index) => [responseName, `r${index}`]))};`;
  }

  /** Statements that make the variable hold the shaped value, or leave by `bubble` when it must not be null. */
  private value({ nonNull, type }: ValueShape, target: string, bubble: string): string {
    const required = nonNull ? `if(${target}===null){doubts.misfits=true;${bubble}}` : '';
    return `${this.nullable(type, target)}${required}`;
  }

  private nullable(type: ValueShape['type'], target: string): string {
    if (type.kind === 'list') return this.list(type.of, target);
    if (type.kind !== 'object') return this.leaf(type, target);
    const check = `if(typeof ${target}!=='object'||Array.isArray(${target}))doubts.refuse();`;
    return `if(${target}==null)${target}=null;else{${check}${target}=${this.object(type.shape)}(${target},doubts);}`;
  }

  private leaf(type: LeafShape, target: string): string {
    if (type.kind === 'scalar') return `if(${target}===undefined)${target}=null;`;
    let fits: string;
    if (type.kind === 'enum') fits = `c${this.constants.push((value: unknown) => fitsLeaf(type, value)) - 1}(${target})`;
    else fits = FITS[type.kind](target);
    return `if(!${fits.startsWith('typeof') ? `(${fits})` : fits}){if(${target}!=null)doubts.misfits=true;${target}=null;}`;
  }

  private list(of: ValueShape, target: string): string {
    const id = this.names++;
    const [from, to, element, label] = [`f${id}`, `t${id}`, `e${id}`, `l${id}`];
    const inner = this.value(of, element, `${to}=null;break ${label};`);
    const copy = `${label}:for(let i=0;i<${from}.length;i++){let ${element}=${from}[i];${inner}${to}[i]=${element};}`;
    return `if(${target}==null)${target}=null;else{if(!Array.isArray(${target}))doubts.refuse();const ${from}=${target};let ${to}=new Array(${from}.length);${copy}${target}=${to};}`;
  }
}
