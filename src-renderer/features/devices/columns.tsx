import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { DeviceLine } from '#shared/contract/devices.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import type { GridColumn } from '../../ui/grid/index.ts';
import { Status } from '../../ui/status.tsx';

/** The columns of the list. `onRemove`: undefined where the role may not. */
export function useDeviceColumns(
  onRemove: ((device: DeviceLine) => void) | undefined,
): readonly GridColumn<DeviceLine>[] {
  const say = useMessage();
  const { dateTime } = useFormats();
  return useMemo(() => {
    const also = (row: DeviceLine): string => row.alsoOf.join(', ');
    const columns: GridColumn<DeviceLine>[] = [
      { id: 'mac', header: say('devicesPage.mac'), width: 164, sticky: true, mono: true, text: (row) => row.mac },
      { id: 'vendor', header: say('devicesPage.vendor'), width: 150, text: (row) => row.vendor ?? '' },
      { id: 'type', header: say('devicesPage.type'), width: 90, text: (row) => row.type ?? '' },
      {
        id: 'username',
        header: say('devicesPage.username'),
        width: 124,
        text: (row) => row.customer.username,
        render: (row) => (
          // The grid is one Tab stop: by keyboard, Enter opens the customer.
          <Link to="/customers/$id" params={{ id: row.customer.id }} tabIndex={-1}>
            {row.customer.username}
          </Link>
        ),
      },
      { id: 'customer', header: say('devicesPage.customer'), width: 150, text: (row) => row.customer.fullName },
      {
        id: 'also',
        header: say('devicesPage.also-of'),
        width: 150,
        grow: true,
        text: also,
        render: (row) =>
          row.alsoOf.length > 0 && (
            <Status glyph="triangle" tone="warn">
              {also(row)}
            </Status>
          ),
      },
      { id: 'addedBy', header: say('devicesPage.added-by'), width: 96, text: (row) => row.addedBy },
      { id: 'added', header: say('devicesPage.added'), width: 150, text: (row) => dateTime(row.addedAt) },
    ];
    if (onRemove === undefined) return columns;
    const name = say('devicesPage.remove');
    return [
      ...columns,
      {
        id: 'remove',
        header: name,
        width: 88,
        sticky: 'end',
        text: () => name,
        render: (row) => (
          <Button
            kind="quiet"
            tabIndex={-1}
            aria-label={say('devicesPage.remove-of', { mac: row.mac, username: row.customer.username })}
            onClick={() => onRemove(row)}
          >
            {name}
          </Button>
        ),
      },
    ];
  }, [say, dateTime, onRemove]);
}
