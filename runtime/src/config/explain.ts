import type { ErrorObject } from 'ajv';
import { nearest } from './nearest.ts';
import type { Path, Report } from './report.ts';

/** Says in people's words what the schema has to say against the values: where, what, and what would be right. */
export function explain(errors: readonly ErrorObject[], report: Report): void {
  for (const error of innermost(errors)) explainOne(error, report);
}

/** Of a choice between forms (`rate: false` or `{ perSecond, burst }`) either a complaint from inside one form helps, or the list of forms; never both. */
function innermost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.filter(error => {
    const isChoice = error.keyword === 'anyOf';
    const choice = isChoice ? error : errors.find(other => other.keyword === 'anyOf' && other.instancePath === error.instancePath);
    if (!choice) return true;
    const hasInner = errors.some(other => isInside(other, choice));
    return isChoice ? !hasInner : isInside(error, choice);
  });
}

function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  return (
    error.instancePath.startsWith(`${choice.instancePath}/`) ||
    (error.instancePath === choice.instancePath && ['additionalProperties', 'required'].includes(error.keyword))
  );
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a group of keys',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

interface Schema {
  readonly type?: string;
  readonly properties?: object;
  readonly description?: string;
  readonly const?: unknown;
}

function explainOne(error: ErrorObject, report: Report): void {
  const path = pathOf(error.instancePath);
  const schema = (error.parentSchema ?? {}) as Schema;
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties':
      return reportUnknownKey(
        [...path, String(params['additionalProperty'])],
        Object.keys(schema.properties ?? {}),
        'is not known here',
        report,
      );
    case 'required':
      return report([...path, String(params['missingProperty'])], 'is missing');
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
      return report(path, `must be one of: ${allowed.join(', ')}`, { allowed });
    }
    case 'const':
      return report(path, `must be ${JSON.stringify(schema.const)}`, { allowed: [JSON.stringify(schema.const)] });
    case 'type': {
      const kind = KINDS[String(params['type'])] ?? String(params['type']);
      return report(path, error.data === null ? `is empty; must be ${kind}` : `must be ${kind}`);
    }
    case 'anyOf': {
      const allowed = (error.schema as readonly Schema[]).map(form =>
        form.properties ? `{ ${Object.keys(form.properties).join(', ')} }` : form.type === 'array' ? 'a list' : JSON.stringify(form.const),
      );
      return report(path, `must be ${allowed.join(' or ')}`, { allowed });
    }
    case 'minimum':
      return report(path, `must be at least ${String(params['limit'])}`);
    case 'maximum':
      return report(path, `must be at most ${String(params['limit'])}`);
    case 'minLength':
      return report(path, `must have at least ${String(params['limit'])} characters`);
    case 'pattern':
      return report(path, `must be: ${schema.description ?? String(params['pattern'])}`);
    default:
      return report(path, error.message ?? 'is wrong');
  }
}

/** An unknown key, with the known one that was probably meant. */
export function reportUnknownKey(path: Path, allowed: readonly string[], message: string, report: Report): void {
  const meant = nearest(String(path.at(-1)), allowed);
  report(path, `${message}; ${meant ? `did you mean ${meant}? ` : ''}allowed: ${allowed.join(', ')}`, { at: 'key', allowed });
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map(part => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
