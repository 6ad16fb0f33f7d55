import { type KeyboardEvent, useState } from 'react';
import type { CustomerColumn, CustomerFilter, CustomerLine, CustomerSelection } from '#shared/contract/customers.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type MenuSpot, PICK_COLUMN } from '../../ui/grid/index.ts';
import { toast } from '../../ui/toast.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { actionOfKey, hindrance } from './action-words.ts';
import { ActionItems } from './action-menu.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { MenuAt, type MenuPlace } from './menu-at.tsx';
import type { ListPlace } from './place.ts';
import { RunDialog } from './run-dialog.tsx';
import { type ActionTarget, targetOf } from './target.ts';
import type { Selection } from './use-selection.ts';
import { useRole } from './use-role.ts';

interface Doing {
  readonly action: CustomerAction;
  readonly target: ActionTarget;
}

/** What is open over the list, and what its keys and menus do: to those that are picked, else to the row. */
export function useListActions(selection: Selection, status: CustomerFilter['status']) {
  const say = useMessage();
  const role = useRole();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [menu, setMenu] = useState<{ readonly target: ActionTarget; readonly spot: MenuPlace } | null>(null);
  const [heading, setHeading] = useState<{ readonly column: CustomerColumn; readonly spot: MenuPlace } | null>(null);
  const [exporting, setExporting] = useState<CustomerSelection | 'all' | null>(null);

  const [only] = selection.lines;
  const target: ActionTarget | null =
    selection.which === null
      ? null
      : selection.count === 1 && only !== undefined
        ? targetOf(only)
        : {
            which: selection.which,
            count: selection.count,
            lines: selection.lines,
            status: CUSTOMER_STATUSES.find((one) => one === status),
          };
  const meantBy = (row: CustomerLine): ActionTarget =>
    target !== null && selection.isPicked(row) ? target : targetOf(row);

  const begin = (action: CustomerAction, whom: ActionTarget): void => {
    const why = hindrance(action, whom, role, say);
    if (why === null) setDoing({ action, target: whom });
    else toast({ message: why, about: 'customer' });
  };
  return {
    target,
    doing,
    menu,
    heading,
    exporting,
    begin: (action: CustomerAction) => (target === null ? undefined : begin(action, target)),
    beginIn: (action: CustomerAction) => (menu === null ? undefined : begin(action, menu.target)),
    end: () => setDoing(null),
    openRow: (row: CustomerLine, spot: MenuSpot) =>
      setMenu({ target: meantBy(row), spot: { ...spot, from: document.activeElement } }),
    openHeading: (columnId: string, spot: MenuSpot) => {
      // Cast: but for the boxes, the columns of this grid are columns of the list.
      if (columnId !== PICK_COLUMN)
        setHeading({ column: columnId as CustomerColumn, spot: { ...spot, from: document.activeElement } });
    },
    closeMenu: () => {
      setMenu(null);
      setHeading(null);
    },
    exportAll: () => setExporting('all'),
    exportPicked: () => setExporting(selection.which),
    endExport: () => setExporting(null),
    onKey: (event: KeyboardEvent, row: CustomerLine | undefined): void => {
      if (event.key === 'Escape' && target !== null) {
        event.preventDefault();
        selection.pickAll(false);
        return;
      }
      const action = actionOfKey(event);
      const whom = target ?? (row === undefined ? null : targetOf(row));
      if (action === null || whom === null) return;
      event.preventDefault();
      begin(action, whom);
    },
  };
}

interface ListDialogsProps {
  readonly actions: ReturnType<typeof useListActions>;
  readonly place: ListPlace;
  readonly total: number;
  readonly columns: readonly CustomerColumn[];
  readonly run: string | undefined;
  readonly onRun: (run: string | undefined) => void;
}

/** The menus and dialogs over the list. */
export function ListDialogs({ actions, place, total, columns, run, onRun }: ListDialogsProps) {
  const { doing, menu, exporting } = actions;
  return (
    <>
      {menu !== null && (
        <MenuAt at={menu.spot} onClose={actions.closeMenu}>
          <ActionItems meant={menu.target} onAction={actions.beginIn} />
        </MenuAt>
      )}
      {doing !== null && <ActionDialog action={doing.action} target={doing.target} onClose={actions.end} />}
      {exporting !== null && (
        <ExportDialog
          which={exporting === 'all' ? { filter: place.filter, except: [] } : exporting}
          count={exporting === 'all' ? total : (actions.target?.count ?? 0)}
          sort={place.sort}
          columns={columns}
          onClose={actions.endExport}
        />
      )}
      {run !== undefined && <RunDialog key={run} run={run} onClose={() => onRun(undefined)} onRun={onRun} />}
    </>
  );
}
