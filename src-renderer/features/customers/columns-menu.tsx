import { Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react';
import { CUSTOMER_COLUMNS, type CustomerColumn } from '#shared/contract/customers.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { COLUMN_WORDS, isCustomColumn } from './list-columns.ts';
import styles from './list-bar.module.css';
import { useReference } from './use-reference.ts';

interface ColumnsMenuProps {
  readonly chosen: readonly CustomerColumn[];
  readonly onChoose: (columns: readonly CustomerColumn[]) => void;
  readonly onReset: () => void;
}

/** Which columns the list has, and in which order. */
export function ColumnsMenu({ chosen, onChoose, onReset }: ColumnsMenuProps) {
  const say = useMessage();
  const { customFields } = useReference();
  const all: readonly CustomerColumn[] = [
    ...CUSTOMER_COLUMNS,
    ...customFields.map(({ id }) => `custom:${id}` as const),
  ];
  const rest = all.filter((column) => !chosen.includes(column));
  const wordOf = (column: CustomerColumn): string =>
    isCustomColumn(column)
      ? (customFields.find(({ id }) => column === `custom:${id}`)?.label ?? '')
      : say(COLUMN_WORDS[column]);

  const move = (column: CustomerColumn, step: -1 | 1, list: Element | null): void => {
    const at = chosen.indexOf(column);
    const next = chosen.filter((one) => one !== column);
    next.splice(at + step, 0, column);
    onChoose(next);
    // The row has moved under the focus: the button that was pressed keeps it.
    requestAnimationFrame(() =>
      list?.querySelector<HTMLElement>(`[data-move="${column} ${step}"]:not(:disabled)`)?.focus(),
    );
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button kind="quiet">
          <IconColumns size={16} stroke={1.5} aria-hidden="true" />
          {say('customers.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('customers.columns')}>
        <div className={styles.columns}>
          <ul>
            {/* One list: a column that comes or goes keeps its box, and the box the focus. */}
            {[...chosen, ...rest].map((column, at) => (
              <li key={column}>
                <label>
                  <input
                    type="checkbox"
                    checked={at < chosen.length}
                    disabled={at === 0 && chosen.length === 1}
                    onChange={(event) =>
                      onChoose(
                        event.currentTarget.checked ? [...chosen, column] : chosen.filter((one) => one !== column),
                      )
                    }
                  />
                  {wordOf(column)}
                </label>
                {at < chosen.length &&
                  ([-1, 1] as const).map((step) => (
                    <Button
                      key={step}
                      kind="icon"
                      data-move={`${column} ${step}`}
                      disabled={step < 0 ? at === 0 : at === chosen.length - 1}
                      aria-label={say(step < 0 ? 'customers.column-up' : 'customers.column-down', {
                        column: wordOf(column),
                      })}
                      onClick={(event) => move(column, step, event.currentTarget.closest('ul'))}
                    >
                      {step < 0 ? (
                        <IconArrowUp size={14} aria-hidden="true" />
                      ) : (
                        <IconArrowDown size={14} aria-hidden="true" />
                      )}
                    </Button>
                  ))}
              </li>
            ))}
          </ul>
          <Button kind="quiet" onClick={onReset}>
            {say('customers.usual-columns')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
