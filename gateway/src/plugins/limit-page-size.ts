import { Kind, visit, type ValueNode } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';
import { limitExceeded } from '../refusals.ts';

/** `first` is 1 to so many, wherever it is an argument; anything else is refused, not clamped. */
export function limitPageSize(most: number): GatewayPlugin {
  const check = (value: unknown) => {
    if (typeof value === 'number' && (value < 1 || value > most))
      throw limitExceeded('first', most, `first must be 1 to ${most}, not ${value}`);
  };
  return {
    name: 'limit-page-size',
    compile({ document, operation }) {
      const variables = new Set<string>();
      visit(document, {
        Argument: ({ name, value }) => {
          if (name.value !== 'first') return;
          if (value.kind === Kind.VARIABLE) variables.add(value.name.value);
          else check(numberOf(value));
        },
      });
      if (variables.size === 0) return undefined;
      const defaults = new Map(
        operation.variableDefinitions?.map(definition => [definition.variable.name.value, numberOf(definition.defaultValue)]),
      );
      return request => {
        for (const variable of variables) check(request.variables?.[variable] ?? defaults.get(variable));
      };
    },
  };
}

function numberOf(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
