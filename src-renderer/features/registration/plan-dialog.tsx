import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import { client, core } from '../../host/core.ts';
import { RecordForm, type RecordScreen } from '../../ui/records/index.ts';
import { PackageForm, packageOf, typedPackage } from '../packages/index.ts';

interface PlanDialogProps {
  /** Null: a new one. */
  readonly line: PackageLine | null;
  readonly connection: Connection;
  /** Whose it is, unless another is chosen. */
  readonly operatorId: string;
  readonly onSaved: (line: PackageLine) => void;
  readonly onClose: () => void;
}

/** The form of a plan over the wizard: what was filled in stays behind it, and the plan is chosen when it is saved. */
export function PlanDialog({ line, connection, operatorId, onSaved, onClose }: PlanDialogProps) {
  const told = async (saving: Promise<PackageLine>): Promise<PackageLine> => {
    const saved = await saving;
    onSaved(saved);
    return saved;
  };
  const screen: RecordScreen<PackageLine, PackageFields> = {
    words: {
      title: 'packages.title',
      add: 'packages.add',
      edit: 'packages.edit',
      none: 'packages.none',
      noneText: 'packages.none-text',
    },
    queryKey: core.packages.list.queryKey(),
    calls: {
      ...client.packages,
      list: () => client.packages.list(),
      retire: (to) => client.packages.retire(to),
      remove: (which) => client.packages.remove(which),
      add: (fields) => told(client.packages.add(fields)),
      change: (to) => told(client.packages.change(to)),
    },
    titleOf: ({ name }) => name,
    columns: [],
    typedOf: (of) => ({ ...typedPackage(of, operatorId), ...(of === null ? { connection } : {}) }),
    fieldsOf: packageOf,
    Form: PackageForm,
    width: 720,
  };
  return <RecordForm screen={screen} line={line} onClose={onClose} />;
}
