import type { ValidationError } from '@orpc/server';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

type Issue = ValidationError['issues'][number];

/** The first thing that is wrong with an input, as a refusal: where it stands ("packages[2].price") and what it is. */
export function invalidInput(issues: readonly Issue[]): Refusal {
  const first = issues[0];
  if (!first) return new Refusal('input-invalid', { where: '', what: 'it cannot be read' });
  // The contract's schemas are all zod's, whose issues say more than the standard's.
  const issue = first as z.core.$ZodIssue;
  return new Refusal('input-invalid', {
    where: placeOf(first.path ?? []),
    what: wordsOf(issue),
    ...fieldOf(first.path ?? []),
    ...limitOf(issue),
  });
}

/** The field of a form, where the input is one: `name` of what is added, `fields.name` of what is changed. */
function fieldOf(path: NonNullable<Issue['path']>): { field?: string } {
  const keys = path.map((step) => (typeof step === 'object' ? step.key : step));
  const [first, second] = keys;
  const field = first === 'fields' && keys.length > 1 ? second : first;
  return typeof field === 'string' ? { field } : {};
}

/** How many characters a text may have. */
function limitOf(issue: z.core.$ZodIssue): { most?: number } {
  return issue.code === 'too_big' && issue.origin === 'string' ? { most: Number(issue.maximum) } : {};
}

function placeOf(path: NonNullable<Issue['path']>): string {
  const place = path.map((step) => (typeof step === 'object' ? step.key : step));
  const text = place.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'input';
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `nothing is called ${issue.keys.map((key) => `"${key}"`).join(', ')} here`;
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'it is missing' : `it must be a ${issue.expected}`;
    case 'invalid_value':
      return `it must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? 'it is empty or too short' : `it must be at least ${String(issue.minimum)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `it is too long (at most ${String(issue.maximum)} characters)`
        : `it must be at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return 'it is not written as it should be';
    case 'invalid_union':
      return 'it is none of the kinds that may stand here';
    default:
      return issue.message;
  }
}
