/**
 * What a resolver may hand back for a value of the graph: any part of it. The fields that are left out are filled by the type's own
 * resolvers; a field may be a promise, or a function that is called when the field is asked for, as graphql-js allows.
 */
export type Resolved<T> = T extends string | number | boolean | null | undefined | Callable
  ? T
  : T extends Promise<infer Value>
    ? Promise<Resolved<Value>>
    : T extends readonly (infer Item)[]
      ? readonly Resolved<Item>[]
      : { readonly [Field in keyof T]?: Given<T[Field]> };

type Given<T> = Resolved<T> | Promise<Resolved<T>> | ((...args: never[]) => Resolved<T> | Promise<Resolved<T>>);
type Callable = (...args: never[]) => unknown;
