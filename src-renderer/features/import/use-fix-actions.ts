import { useState } from 'react';
import type { RowFilter, Step } from '#shared/domain/import/choices.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { GridCursor } from '../../ui/grid/index.ts';
import { numbersOf } from './find-row.ts';
import { useEdits } from './use-edits.ts';
import type { Rows } from './use-rows.ts';

/** What the last action came to, in words. */
export interface Notice {
  readonly text: string;
  readonly kind: 'done' | 'undoable' | 'failed';
}

export interface FixActions {
  readonly notice: Notice | null;
  readonly tell: (text: string) => void;
  readonly fail: (error: unknown) => void;
  /** One cell; resolves when it shows. */
  readonly set: (row: number, field: ImportField, value: string) => Promise<void>;
  /** A step that may change many cells: says how many. */
  readonly change: (step: Step) => void;
  /** Leaves the marked rows out, or takes them in again when the cursor's row is left out already. */
  readonly leaveOut: (cursor: GridCursor) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly hold: (writing: boolean) => void;
}

/** What a person does to the rows, and what is said of it. */
export function useFixActions(session: string, rows: Rows): FixActions {
  const say = useMessage();
  const [notice, setNotice] = useState<Notice | null>(null);
  const { edit, undo, redo, hold } = useEdits(session, rows.refresh);
  const tell = (text: string): void => setNotice({ text, kind: 'done' });
  const fail = (error: unknown): void => setNotice({ text: sentenceOf(error, say), kind: 'failed' });
  const tellUndoable = (text: string, changed: number): void =>
    setNotice({ text, kind: changed > 0 ? 'undoable' : 'done' });

  const leaveOut = async (cursor: GridCursor, filter: RowFilter, leftOut: boolean): Promise<void> => {
    const numbers = await numbersOf(session, filter, cursor.from, cursor.to);
    const count = await edit({ kind: 'leave-out', rows: numbers, leftOut });
    tellUndoable(say(leftOut ? 'import.rows-left-out' : 'import.rows-taken-in', { count }), count);
  };
  return {
    notice,
    tell,
    fail,
    set: async (row, field, value) => {
      setNotice(null);
      await edit({ kind: 'set', row, field, value }).catch(fail);
    },
    change: (step) => void edit(step).then((count) => tellUndoable(say('import.changed', { count }), count), fail),
    leaveOut: (cursor) => {
      const isLeftOut = rows.rowAt(cursor.index)?.leftOut === true;
      void leaveOut(cursor, rows.shown, !isLeftOut).catch(fail);
    },
    undo: () => void undo().then(() => tell(say('import.step-undone')), fail),
    redo: () => void redo().then(() => tell(say('import.step-redone')), fail),
    hold,
  };
}
