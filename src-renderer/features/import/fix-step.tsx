import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { SessionRow } from '#shared/contract/import.ts';
import type { RowFilter } from '#shared/domain/import/choices.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Grid, type GridCursor, type GridHandle } from '../../ui/grid/index.ts';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { CodeChips } from './code-chips.tsx';
import { FixBar } from './fix-bar.tsx';
import { fixColumns, noteOf } from './fix-columns.tsx';
import { FixFoot } from './fix-foot.tsx';
import styles from './fix-step.module.css';
import { NothingToFix } from './nothing-to-fix.tsx';
import { ReplaceBar } from './replace-bar.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ReadingNotes } from './reading-notes.tsx';
import { RowProblems } from './row-problems.tsx';
import type { StepProps } from './session-page.tsx';
import { StepFrame } from './step-frame.tsx';
import { useFixActions } from './use-fix-actions.ts';
import { useFixKeys } from './use-fix-keys.ts';
import { useGridPlace } from './use-grid-place.ts';
import { useReference } from './use-reference.ts';
import { useRows } from './use-rows.ts';

const EVERY_ROW: RowFilter = { show: 'all' };
const rowKey = (row: SessionRow): string => `${row.number}`;
const rowClass = (row: SessionRow): string => (row.leftOut ? (styles.leftOut ?? '') : '');

/** Step 3: every row with its problems in place, corrected here. */
export function FixStep({ session, onGo }: StepProps) {
  const say = useMessage();
  const reference = useReference();
  const [filter, setFilter] = useState(EVERY_ROW);
  const [cursor, setCursor] = useState<GridCursor>({ index: 0, columnId: '', from: 0, to: 0 });
  const [range, setRange] = useState({ first: 0, last: -1 });
  const [isReplacing, setReplacing] = useState(false);
  const [isReporting, setReporting] = useState(false);
  const rows = useRows(session.id, filter);
  const actions = useFixActions(session.id, rows);
  const { notice, undo } = actions;
  const grid = useRef<GridHandle>(null);
  const place = useGridPlace({
    grid,
    session,
    filter,
    setFilter,
    rows,
    cursor,
    onNone: () => actions.tell(say('import.no-error')),
    onFailure: actions.fail,
  });
  const isWide = useMediaQuery('(min-width: 1240px)');
  const { fields, counts } = session;
  const row = rows.rowAt(cursor.index);
  useFixKeys({
    onNextError: place.toError,
    onReplace: () => setReplacing((is) => !is),
    onUndo: undo,
    onRedo: actions.redo,
  });

  const { namesOf } = reference;
  const all = counts?.all ?? 0;
  const columns = useMemo(
    () => fixColumns({ fields, rows: all, issueWidth: isWide ? 304 : 208, namesOf, say }),
    [fields, all, isWide, namesOf, say],
  );
  const cellNote = useCallback((one: SessionRow, id: string) => noteOf(one, id, say), [say]);
  const { want } = rows;
  const onRange = useCallback(
    (first: number, last: number) => {
      want(first, last);
      setRange({ first, last });
    },
    [want],
  );
  const fieldUnder = fields.find(({ field }) => field === cursor.columnId)?.field ?? null;
  const marked = cursor.to - cursor.from + 1;

  return (
    <StepFrame
      layout="fill"
      hint={
        <FixFoot
          hasErrors={counts?.errors !== 0}
          notice={notice}
          onNextError={() => place.toError(false)}
          onExport={() => setReporting(true)}
          onUndo={undo}
        />
      }
      actions={
        <>
          <Button onClick={() => onGo('match')}>{say('import.back')}</Button>
          <Button kind="primary" onClick={() => onGo('confirm')}>
            {say('import.next')}
          </Button>
        </>
      }
    >
      <div className={styles.notes}>
        <ReadingNotes session={session} />
      </div>
      {counts !== null && (
        <>
          <FixBar
            counts={counts}
            filter={filter}
            onFilter={setFilter}
            session={session}
            onReplace={() => setReplacing((is) => !is)}
            isReplacing={isReplacing}
            onUndo={undo}
            onRedo={actions.redo}
          />
          <CodeChips
            counts={counts}
            chosen={filter.code}
            onChoose={(code) => setFilter({ ...withoutCode(filter), ...(code && { code }) })}
            onAccept={(code) => actions.change({ kind: 'accept', code, filter: EVERY_ROW })}
          />
        </>
      )}
      {isReplacing && (
        <ReplaceBar
          session={session}
          filter={filter}
          field={fieldUnder}
          onReplace={actions.change}
          onClose={() => {
            setReplacing(false);
            place.toGrid();
          }}
        />
      )}
      <div className={styles.grid}>
        {rows.total === undefined && rows.error !== null && (
          <CouldNotLoad error={rows.error} onRetry={() => void rows.refresh()} />
        )}
        {rows.total === undefined && rows.error === null && <Loading />}
        {rows.total === 0 && <NothingToFix filter={rows.shown} counts={counts} onAll={() => setFilter(EVERY_ROW)} />}
        {rows.total !== undefined && rows.total > 0 && (
          <Grid
            key={JSON.stringify(rows.shown)}
            ref={grid}
            label={say('import.rows-of', { file: session.file.name })}
            columns={columns}
            total={rows.total}
            rowAt={rows.rowAt}
            onRange={onRange}
            rowKey={rowKey}
            rowClass={rowClass}
            cellNote={cellNote}
            onCursor={setCursor}
            onEditing={actions.hold}
            onEdit={({ row: { number }, index, columnId, value }) => {
              const field = fields.find((one) => one.field === columnId)?.field;
              if (field === undefined) return Promise.resolve();
              place.corrected(index, field);
              return actions.set(number, field, value);
            }}
            onKey={(event, at) => {
              if (event.key !== 'Delete') return;
              event.preventDefault();
              actions.leaveOut(at);
            }}
          />
        )}
      </div>
      <RowProblems
        session={session}
        row={row}
        marked={marked}
        columnId={cursor.columnId}
        reference={reference}
        onLeaveOut={() => actions.leaveOut(cursor)}
        onStep={actions.change}
        onShowRow={place.toRow}
      />
      {isReporting && <ReportDialog session={session.id} onClose={() => setReporting(false)} />}
      <StatusLine>
        {rows.total !== undefined && rows.total > 0 && range.last >= 0 && (
          <span>
            {say('import.shown', {
              first: range.first + 1,
              last: Math.min(range.last + 1, rows.total),
              total: rows.total,
            })}
          </span>
        )}
      </StatusLine>
    </StepFrame>
  );
}

function withoutCode({ show, text }: RowFilter): RowFilter {
  return { show, ...(text !== undefined && { text }) };
}
