import { ABILITIES } from '@onebasket/adapter-sdk';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { ContractMeta } from '../task-meta.ts';

export interface Summary {
  readonly reporter: Reporter;
  /** Did everything pass or was waived, and was there anything at all? */
  isGood(): boolean;
  /** What came of it, for people: a line for each ability, the waivers with their reasons, and each failure in full. */
  text(): string;
}

interface Outcome {
  readonly name: string;
  /** Absent for what is no check of the contract: the waivers, the recorded result. */
  readonly ability: string | undefined;
  readonly waived: string | undefined;
  readonly errors: readonly string[];
}

/** Listens to a run of the contract test. */
export function summaryReporter(): Summary {
  const outcomes: Outcome[] = [];
  const broken: string[] = [];
  return {
    reporter: {
      onTestCaseResult: test => {
        outcomes.push(outcomeOf(test));
        if (process.stdout.isTTY) process.stdout.write(`\r  ${outcomes.length} checks\r`);
      },
      onTestRunEnd: (modules, unhandled) => {
        broken.push(...modules.flatMap(errorsOf), ...unhandled.map(({ message }) => message));
      },
    },
    isGood: () => outcomes.length > 0 && broken.length === 0 && outcomes.every(({ errors }) => errors.length === 0),
    text: () => [abilityLines(outcomes), waivedLines(outcomes), failedLines(outcomes, broken)].filter(part => part !== '').join('\n\n'),
  };
}

function outcomeOf(test: TestCase): Outcome {
  const contract: ContractMeta | undefined = test.meta().contract;
  const result = test.result();
  const errors = result.state === 'failed' ? result.errors.map(({ message }) => message) : [];
  return { name: test.name, ability: contract?.ability, waived: contract?.waived, errors };
}

/** Of a file that could not be read, and of a vendor that did not start. */
function errorsOf(module: TestModule): readonly string[] {
  const suites = [...module.children.allSuites()].flatMap(suite => suite.errors());
  return [...module.errors(), ...suites].map(({ message }) => message);
}

function abilityLines(outcomes: readonly Outcome[]): string {
  const names = ABILITIES.filter(name => outcomes.some(({ ability }) => ability === name));
  const width = Math.max(0, ...names.map(name => name.length));
  return names
    .map(name => {
      const own = outcomes.filter(({ ability }) => ability === name);
      const failed = own.filter(({ errors }) => errors.length > 0).length;
      const waived = own.filter(({ waived, errors }) => waived !== undefined && errors.length === 0).length;
      const parts = [
        `${own.length - failed - waived} passed`,
        ...(waived ? [`${waived} waived`] : []),
        ...(failed ? [`${failed} FAILED`] : []),
      ];
      return `  ${name.padEnd(width)}  ${parts.join(', ')}`;
    })
    .join('\n');
}

function waivedLines(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ name, waived }) => (waived === undefined ? [] : `  ${name.split(' ')[0]}: ${waived}`));
  return lines.length === 0 ? '' : ['Waived', ...lines].join('\n');
}

function failedLines(outcomes: readonly Outcome[], broken: readonly string[]): string {
  const failures = [
    ...outcomes.flatMap(({ name, errors }) => errors.map(error => (error.startsWith(name) ? error : `${name}\n  ${error}`))),
    ...broken,
  ];
  if (failures.length === 0) return '';
  return ['Failed', ...failures.map(failure => failure.replaceAll(/^/gm, '  '))].join('\n\n');
}
