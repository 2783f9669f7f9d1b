import type { GraphQLFormattedError } from 'graphql';
import { ownValue, type Entity } from './program.ts';

export type ErrorPath = readonly (string | number)[];

/** An error of a subgraph, as subgraphs send it. */
export type SubgraphError = GraphQLFormattedError;

/** The error's place within the entities that were asked for, or `undefined` when it concerns the fetch as a whole. */
export function entityIndex({ path }: SubgraphError): number | undefined {
  const index = path?.[1];
  return typeof index === 'number' ? index : undefined;
}

/**
 * The places in the answer of all objects at a path, in the order of `Walk`. Only looked up when something went wrong: walking with positions costs more
 * than walking without.
 */
export function placesAt(path: readonly string[], root: Entity): readonly ErrorPath[] {
  const places: ErrorPath[] = [];
  const visit = (value: unknown, at: number, place: ErrorPath): void => {
    if (value === null || value === undefined) return;
    const step = path[at];
    if (step === undefined) places.push(place);
    else if (Array.isArray(value)) value.forEach((element, index) => visit(element, step === '@' ? at + 1 : at, [...place, index]));
    else if (step !== '@') visit(ownValue(value as Entity, step), at + 1, [...place, step]);
  };
  visit(root, 0, []);
  return places;
}
