import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { CustomFieldLine } from '#shared/contract/fields.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './fields.module.css';

interface FieldsTableProps {
  readonly fields: readonly CustomFieldLine[];
  /** Taken away, and still to be taken back. */
  readonly removed: readonly CustomFieldLine[];
  readonly mayChange: boolean;
  readonly onEdit: (field: CustomFieldLine) => void;
  readonly onMove: (id: string, by: -1 | 1) => void;
  readonly onRemove: (field: CustomFieldLine) => void;
  readonly onTakeBack: (field: CustomFieldLine) => void;
}

/** The fields in their order; Alt with an arrow key moves the one that has the keyboard, as its arrows do. */
export function FieldsTable(props: FieldsTableProps) {
  const { fields, removed, mayChange, onEdit, onMove, onRemove, onTakeBack } = props;
  const say = useMessage();
  const { count, date } = useFormats();
  const table = useRef<HTMLTableElement>(null);
  const moved = useRef<{ readonly id: string; readonly act: string } | null>(null);
  // A row that changes its place would lose the keyboard on the way; at an end of the list the other arrow gets it.
  useEffect(() => {
    const from = moved.current;
    moved.current = null;
    const row = from && table.current?.querySelector(`[data-field="${from.id}"]`);
    const act = row?.querySelector<HTMLButtonElement>(`[data-act="${from?.act ?? ''}"]:not(:disabled)`);
    (act ?? row?.querySelector<HTMLButtonElement>('[data-act]:not(:disabled)'))?.focus();
  }, [fields]);

  const move = (id: string, by: -1 | 1, act: string): void => {
    moved.current = { id, act };
    onMove(id, by);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: string): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !mayChange) return;
    event.preventDefault();
    const act = event.target instanceof HTMLElement ? event.target.dataset['act'] : undefined;
    move(id, event.key === 'ArrowUp' ? -1 : 1, act ?? 'edit');
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table} ref={table}>
        <thead>
          <tr>
            <th scope="col">{say('fields.label')}</th>
            <th scope="col">{say('fields.type')}</th>
            <th scope="col">{say('fields.required-short')}</th>
            <th scope="col">{say('fields.options')}</th>
            <th scope="col" className={styles.number}>
              {say('fields.values')}
            </th>
            <th scope="col">
              <span className="unseen">{say('records.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, place) => (
            <tr key={field.id} data-field={field.id} onKeyDown={(event) => onKeyDown(event, field.id)}>
              <th scope="row">
                {mayChange ? (
                  <button type="button" className={styles.open} data-act="edit" onClick={() => onEdit(field)}>
                    {field.label}
                  </button>
                ) : (
                  field.label
                )}
              </th>
              <td>{say(`fields.${field.type}`)}</td>
              <td>{field.required ? say('records.yes') : say('records.no')}</td>
              <td className={styles.options} title={field.options.join(', ')}>
                {field.options.join(', ')}
              </td>
              <td className={styles.number}>{count(field.values)}</td>
              <td className={styles.acts}>
                {mayChange && (
                  <>
                    <Button
                      kind="icon"
                      data-act="up"
                      disabled={place === 0}
                      aria-label={say('fields.up', { label: field.label })}
                      title={`${say('fields.up', { label: field.label })} (Alt+↑)`}
                      onClick={() => move(field.id, -1, 'up')}
                    >
                      <IconArrowUp size={16} stroke={1.75} aria-hidden="true" />
                    </Button>
                    <Button
                      kind="icon"
                      data-act="down"
                      disabled={place === fields.length - 1}
                      aria-label={say('fields.down', { label: field.label })}
                      title={`${say('fields.down', { label: field.label })} (Alt+↓)`}
                      onClick={() => move(field.id, 1, 'down')}
                    >
                      <IconArrowDown size={16} stroke={1.75} aria-hidden="true" />
                    </Button>
                    <Button
                      kind="quiet"
                      aria-label={say('fields.remove-of', { label: field.label })}
                      onClick={() => onRemove(field)}
                    >
                      {say('records.remove-do')}
                    </Button>
                  </>
                )}
              </td>
            </tr>
          ))}
          {removed.map((field) => (
            <tr key={field.id} className={styles.removed}>
              <th scope="row">{field.label}</th>
              <td>{say(`fields.${field.type}`)}</td>
              <td colSpan={2}>{field.removed && say('fields.kept-until', { date: date(field.removed.keptUntil) })}</td>
              <td className={styles.number}>{count(field.values)}</td>
              <td className={styles.acts}>
                <Button
                  kind="quiet"
                  aria-label={say('fields.take-back-of', { label: field.label })}
                  onClick={() => {
                    moved.current = { id: field.id, act: 'edit' };
                    onTakeBack(field);
                  }}
                >
                  {say('fields.take-back')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
