import type { FieldProblem } from '#shared/contract/customers.ts';
import { folded } from '#shared/domain/text.ts';
import type { Store } from '../../store/index.ts';

type Reader = Store['reader'];

export interface Holder {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
}

/** The first customer within reach who has a phone, by its key; null: none that the actor may know of. */
export function holderOfPhone(reader: Reader, reach: ReadonlySet<string>, key: string): Holder | null {
  const holder = reader
    .prepare<[string, string], Holder>(
      `SELECT id, username, full_name AS fullName FROM customer WHERE phone_key = ? AND status <> 'deleted'
       AND +operator_id IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT 1`,
    )
    .get(key, JSON.stringify([...reach]));
  return holder ?? null;
}

/** A username that is taken as whoever has it writes it: it is the same one whatever its case. */
export function withTakenUsername(reader: Reader, problems: readonly FieldProblem[]): FieldProblem[] {
  const written = reader
    .prepare<[string], string>("SELECT username FROM customer WHERE username_key = ? AND status <> 'deleted'")
    .pluck();
  return problems.map((problem) => {
    const { code, params } = problem;
    if (code !== 'duplicate-username') return problem;
    const value = written.get(folded(String(params['value'] ?? '')));
    return value === undefined ? problem : { ...problem, params: { ...params, value } };
  });
}
