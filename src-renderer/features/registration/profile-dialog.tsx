import type { BillingProfileFields, BillingProfileLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import type { RecordScreen } from '../../ui/records/index.ts';
import { ProfileForm, profileOf, typedProfile } from '../billing-profiles/index.ts';
import { OverWizard } from './over-wizard.tsx';

interface ProfileDialogProps {
  /** Whose it is, unless another is chosen. */
  readonly operatorId: string;
  readonly onSaved: (line: BillingProfileLine) => void;
  readonly onClose: () => void;
}

/** A billing profile for the customer. */
export function ProfileDialog({ operatorId, onSaved, onClose }: ProfileDialogProps) {
  const screen: RecordScreen<BillingProfileLine, BillingProfileFields> = {
    words: {
      title: 'billingProfiles.title',
      add: 'billingProfiles.add',
      edit: 'billingProfiles.edit',
      none: 'billingProfiles.none',
      noneText: 'billingProfiles.none-text',
    },
    queryKey: core.billingProfiles.list.queryKey(),
    calls: client.billingProfiles,
    titleOf: ({ name }) => name,
    columns: [],
    typedOf: (line) => typedProfile(line, operatorId),
    fieldsOf: profileOf,
    Form: ProfileForm,
  };
  return <OverWizard screen={screen} line={null} onSaved={onSaved} onClose={onClose} />;
}
