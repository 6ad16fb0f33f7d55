import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useRef } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { Status } from '../status.tsx';
import type { KeptLine, RecordScreen } from './record-screen.ts';
import styles from './records.module.css';

interface RecordsTableProps<Line extends KeptLine, Fields> {
  readonly screen: RecordScreen<Line, Fields>;
  readonly lines: readonly Line[];
  readonly onEdit: (line: Line) => void;
  readonly onRetire: (line: Line, retired: boolean) => void;
  readonly onRemove: (line: Line) => void;
}

/** The records of one kind, a row each. */
export function RecordsTable<Line extends KeptLine, Fields>(props: RecordsTableProps<Line, Fields>) {
  const { screen, lines, onEdit } = props;
  const say = useMessage();
  const hasRetired = lines.some(({ retiredAt }) => retiredAt !== null);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say(screen.words.name ?? 'records.name')}</th>
            {screen.columns.map(({ id, header, align }) => (
              <th scope="col" key={id} data-align={align}>
                {say(header)}
              </th>
            ))}
            {hasRetired && <th scope="col">{say('records.state')}</th>}
            <th scope="col" className={styles.menu}>
              <span className="unseen">{say('records.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} data-retired={line.retiredAt !== null || undefined}>
              <th scope="row" style={{ paddingInlineStart: 16 + 20 * (screen.depthOf?.(line) ?? 0) }}>
                <span className={styles.title}>
                  {screen.markOf?.(line)}
                  {line.mayChange ? (
                    <button type="button" className={styles.open} onClick={() => onEdit(line)}>
                      {screen.titleOf(line)}
                    </button>
                  ) : (
                    screen.titleOf(line)
                  )}
                </span>
              </th>
              {screen.columns.map(({ id, cell, align, mono }) => (
                <td key={id} data-align={align} className={mono ? 'mono' : undefined}>
                  {cell(line)}
                </td>
              ))}
              {hasRetired && (
                <td>
                  {line.retiredAt !== null && (
                    <Status glyph="ring" tone="idle">
                      {say('records.is-retired')}
                    </Status>
                  )}
                </td>
              )}
              <td className={styles.menu}>{line.mayChange && <RowMenu {...props} line={line} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowMenu<Line extends KeptLine, Fields>(props: RecordsTableProps<Line, Fields> & { readonly line: Line }) {
  const { screen, line, onEdit, onRetire, onRemove } = props;
  const say = useMessage();
  const isRetired = line.retiredAt !== null;
  const button = useRef<HTMLButtonElement>(null);
  return (
    // The button has the focus again whatever closes the menu: a dialog that an entry opens gives it back there.
    <Menu position="bottom-end" withInitialFocusPlaceholder={false} onClose={() => button.current?.focus()}>
      <Menu.Target>
        <Button kind="icon" ref={button} aria-label={say('records.actions-of', { name: screen.titleOf(line) })}>
          <IconDots size={16} stroke={1.75} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onEdit(line)}>{say('records.edit')}</Menu.Item>
        {screen.actions
          ?.filter(({ can }) => can(line))
          .map(({ word, open }) => (
            <Menu.Item key={word} onClick={() => open(line)}>
              {say(word)}
            </Menu.Item>
          ))}
        <Menu.Item onClick={() => onRetire(line, !isRetired)}>
          {say(isRetired ? 'records.take-back' : 'records.retire')}
        </Menu.Item>
        <Menu.Item onClick={() => onRemove(line)}>{say('records.remove-do')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
