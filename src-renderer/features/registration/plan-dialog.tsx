import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import { client, core } from '../../host/core.ts';
import type { RecordScreen } from '../../ui/records/index.ts';
import { PackageForm, packageOf, typedPackage } from '../packages/index.ts';
import { OverWizard } from './over-wizard.tsx';

interface PlanDialogProps {
  /** Null: a new one. */
  readonly line: PackageLine | null;
  readonly connection: Connection;
  /** Whose it is, unless another is chosen. */
  readonly operatorId: string;
  readonly onSaved: (line: PackageLine) => void;
  readonly onClose: () => void;
}

/** A plan for the customer: a new one, or what one lacks. */
export function PlanDialog({ line, connection, operatorId, onSaved, onClose }: PlanDialogProps) {
  const screen: RecordScreen<PackageLine, PackageFields> = {
    words: {
      title: 'packages.title',
      add: 'packages.add',
      edit: 'packages.edit',
      none: 'packages.none',
      noneText: 'packages.none-text',
    },
    queryKey: core.packages.list.queryKey(),
    calls: client.packages,
    titleOf: ({ name }) => name,
    columns: [],
    typedOf: (of) => ({ ...typedPackage(of, operatorId), ...(of === null ? { connection } : {}) }),
    fieldsOf: packageOf,
    Form: PackageForm,
    width: 720,
  };
  return <OverWizard screen={screen} line={line} onSaved={onSaved} onClose={onClose} />;
}
