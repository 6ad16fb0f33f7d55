import type { Database } from 'better-sqlite3';
import { DEFAULT_TEXTS, isTextKind } from '#shared/domain/message/default-texts.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import { OPERATOR_LINE } from '../operators/index.ts';

/** A text as it holds for an operator. */
export interface HeldText {
  readonly text: string;
  readonly automatic: boolean;
  /** Null: nobody has written one, and the program's own holds. */
  readonly ownerId: string | null;
  readonly version: number;
}

type Row = Omit<HeldText, 'automatic'> & { readonly automatic: 0 | 1; readonly ownerId: string };

const NEAREST = `${OPERATOR_LINE}
  SELECT text, automatic, operator_id AS ownerId, version
  FROM line JOIN message_template ON operator_id = line.id AND kind = ? ORDER BY depth LIMIT 1`;

/** The text of a kind that an operator has, or the nearest above it, or the program; null for a kind that has none. */
export function heldText(db: Database, operatorId: string, kind: MessageKind): HeldText | null {
  if (!isTextKind(kind)) return null;
  const row = db.prepare<[string, string], Row>(NEAREST).get(operatorId, kind);
  if (row) return { ...row, automatic: row.automatic === 1 };
  return { text: DEFAULT_TEXTS[kind], automatic: false, ownerId: null, version: 0 };
}
