import i18next from 'i18next';
import type { RowProblem, Session, SessionRow } from '#shared/contract/import.ts';
import type { ProblemCode } from '#shared/domain/import/codes.ts';
import type { Say } from '../../messages/use-message.ts';

/** What a problem is called where there is room for two words. */
export const problemName = (code: ProblemCode, say: Say): string => say(`import.name.${code}`);

/** Stands for the column in a sentence until it is found again there. */
const COLUMN = '\u0002';

/**
 * The sentence of a problem: what is wrong, and what to do. The catalogue's sentences begin with row and column, as a list
 * of them needs it; where both are in sight already that beginning is left away.
 */
export function problemSentence({ code, value, params, suggestion = '' }: RowProblem, row: number, say: Say): string {
  const key = `problem.${code}`;
  if (!i18next.exists(key)) return problemName(code, say);
  const sentence = i18next.t(key, { ...params, row, column: COLUMN, value, suggestion });
  const rest = sentence.slice(sentence.indexOf(COLUMN) + 1).replace(/^\s*[:：]\s*/, '');
  return rest.charAt(0).toLocaleUpperCase(i18next.language) + rest.slice(1);
}

/** The heading of the column that a problem is in. */
export const columnOf = (problem: RowProblem, fields: Session['fields']): string =>
  fields.find(({ field }) => field === problem.field)?.label ?? problem.field;

/** The same with the heading in front: "Package: there is no package …". */
export function sentenceInRow(problem: RowProblem, row: SessionRow, fields: Session['fields'], say: Say): string {
  return say('import.problem-of', {
    column: columnOf(problem, fields),
    text: problemSentence(problem, row.number, say),
  });
}

export function worstFirst(problems: readonly RowProblem[]): readonly RowProblem[] {
  const rank = ({ severity }: RowProblem): number => (severity === 'error' ? 0 : 1);
  return [...problems].sort((one, other) => rank(one) - rank(other));
}
