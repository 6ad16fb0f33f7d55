import { Select, TextInput } from '@mantine/core';
import type { CustomerLine } from '#shared/contract/customers.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { parseMac } from '#shared/domain/device/mac.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { newPassword } from './new-password.ts';
import styles from './actions.module.css';
import type { TermsDraft } from './action-terms.ts';
import { useReference } from './use-reference.ts';

interface ActionFieldsProps {
  readonly action: CustomerAction;
  /** The customer, when it is one. */
  readonly one: Pick<CustomerLine, 'macs' | 'ip'> | undefined;
  readonly draft: TermsDraft;
  readonly onChange: (draft: TermsDraft) => void;
}

const REFERRED = {
  'change-package': 'packages',
  'change-profile': 'billingProfiles',
  'change-zone': 'zones',
  'change-operator': 'operators',
} as const;

/** A dialog is as high as what stands in it: the list of choices may leave it. */
const IN_DIALOG = { withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' } as const;

/** What an action has to be told: the package, the address, the password. Most need nothing. */
export function ActionFields({ action, one, draft, onChange }: ActionFieldsProps) {
  const say = useMessage();
  const reference = useReference();
  switch (action) {
    case 'suspend':
      return (
        <TextInput
          label={say('actions.note')}
          description={say('actions.note-optional')}
          value={draft.note}
          maxLength={500}
          data-autofocus
          onChange={(event) => onChange({ ...draft, note: event.currentTarget.value })}
        />
      );
    case 'change-package':
    case 'change-profile':
    case 'change-zone':
    case 'change-operator': {
      const offered = reference[REFERRED[action]].map(({ id, name }) => ({ value: id, label: name }));
      const none = { value: 'none', label: say('actions.no-zone') };
      return (
        <Select
          label={say(`actions.new-${action}`)}
          data={action === 'change-zone' ? [none, ...offered] : offered}
          value={draft.chosen}
          onChange={(chosen) => onChange({ ...draft, chosen })}
          searchable
          nothingFoundMessage={say('actions.nothing-found')}
          allowDeselect={false}
          maxDropdownHeight={220}
          comboboxProps={IN_DIALOG}
          data-autofocus
        />
      );
    }
    case 'reset-password':
      return one === undefined ? null : <NewPassword draft={draft} onChange={onChange} />;
    case 'change-ip':
      return one === undefined ? null : (
        <TextInput
          label={say('customers.ip')}
          description={say('actions.ip-empty')}
          value={draft.ip}
          maxLength={50}
          data-autofocus
          error={draft.ip.trim() === '' || parseIpv4(draft.ip) !== null ? undefined : say('actions.not-an-ip')}
          onChange={(event) => onChange({ ...draft, ip: event.currentTarget.value })}
        />
      );
    case 'bind-mac':
      return (
        <>
          <TextInput
            label={say('customers.mac')}
            description={say('actions.mac-notation')}
            value={draft.mac}
            maxLength={50}
            data-autofocus
            error={draft.mac.trim() === '' || parseMac(draft.mac) !== null ? undefined : say('actions.not-a-mac')}
            onChange={(event) => onChange({ ...draft, mac: event.currentTarget.value })}
          />
          <TextInput
            label={say('actions.device-type')}
            description={say('actions.device-type-example')}
            value={draft.deviceType}
            maxLength={50}
            onChange={(event) => onChange({ ...draft, deviceType: event.currentTarget.value })}
          />
        </>
      );
    case 'remove-mac':
      return one === undefined ? null : (
        <Select
          label={say('actions.which-mac')}
          data={[{ value: '', label: say('actions.all-macs') }, ...one.macs.map((mac) => ({ value: mac, label: mac }))]}
          value={draft.mac}
          onChange={(mac) => onChange({ ...draft, mac: mac ?? '' })}
          allowDeselect={false}
          comboboxProps={IN_DIALOG}
          data-autofocus
        />
      );
    default:
      return null;
  }
}

function NewPassword({ draft, onChange }: Pick<ActionFieldsProps, 'draft' | 'onChange'>) {
  const say = useMessage();
  return (
    <div className={styles.with}>
      <TextInput
        label={say('actions.new-password')}
        value={draft.password}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
        data-autofocus
        onChange={(event) => onChange({ ...draft, password: event.currentTarget.value })}
      />
      <Button onClick={() => onChange({ ...draft, password: newPassword() })}>{say('actions.generate')}</Button>
    </div>
  );
}
