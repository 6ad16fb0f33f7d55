import { ACTIONS, type CustomerAction } from '#shared/domain/customer/actions.ts';
import { ManyDialog } from './many-dialog.tsx';
import { OneDialog } from './one-dialog.tsx';
import type { ActionTarget } from './target.ts';

export interface ActionDialogProps {
  readonly action: CustomerAction;
  readonly target: ActionTarget;
  readonly onClose: () => void;
}

/** Whether it takes something away, and looks so. */
export const isGrave = (action: CustomerAction): boolean => ACTIONS[action].isGrave;

/** Asks what an action needs to know and does it: to one customer at once, to many after showing whom it concerns. */
export function ActionDialog({ action, target, onClose }: ActionDialogProps) {
  const { one } = target;
  return one === undefined ? (
    <ManyDialog action={action} target={target} onClose={onClose} />
  ) : (
    <OneDialog action={action} target={target} one={one} onClose={onClose} />
  );
}
