import { Select, TextInput } from '@mantine/core';
import type { CustomerLine } from '#shared/contract/customers.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { parseMac } from '#shared/domain/device/mac.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { ChargeFields } from './charge-fields.tsx';
import { ExtendFields } from './extend-fields.tsx';
import type { FieldProblems } from './field-problems.tsx';
import { MessageFields } from './message-fields.tsx';
import { NewAddress } from './new-address.tsx';
import { newPassword } from './new-password.ts';
import { PaymentFields } from './payment-fields.tsx';
import { PriceFields } from './price-fields.tsx';
import { RouterChoice } from './router-choice.tsx';
import styles from './actions.module.css';
import type { TermsDraft } from './action-terms.ts';
import type { Due } from './use-due.ts';
import { useReference } from './use-reference.ts';

interface ActionFieldsProps {
  readonly action: CustomerAction;
  /** The customer, when it is one. */
  readonly one: Pick<CustomerLine, 'id' | 'macs' | 'ip'> | undefined;
  readonly draft: TermsDraft;
  readonly onChange: (draft: TermsDraft) => void;
  /** What a payment would be for. */
  readonly due?: Due | undefined;
  /** What the core says against a field. */
  readonly problems?: FieldProblems;
}

const NO_PROBLEMS: FieldProblems = {};

const REFERRED = {
  'change-package': 'packages',
  'change-profile': 'billingProfiles',
  'change-zone': 'zones',
  'change-operator': 'operators',
} as const;

/** A dialog is as high as what stands in it: the list of choices may leave it. */
const IN_DIALOG = { withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' } as const;

/** What an action has to be told: the package, the address, the password. Most need nothing. */
export function ActionFields(props: ActionFieldsProps) {
  const { action, one, draft, onChange, due, problems = NO_PROBLEMS } = props;
  const say = useMessage();
  const reference = useReference();
  const money = { isOne: one !== undefined, draft, onChange, problems };
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
    case 'change-router':
      return <RouterChoice chosen={draft.chosen} onChange={(chosen) => onChange({ ...draft, chosen })} />;
    case 'reset-password':
      return one === undefined ? null : <NewPassword draft={draft} onChange={onChange} />;
    case 'change-ip':
      return one === undefined ? null : (
        <NewAddress one={one} ip={draft.ip} onChange={(ip) => onChange({ ...draft, ip })} />
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
    case 'recharge':
    case 'renew':
    case 'add-payment':
      return <PaymentFields action={action} due={due} {...money} />;
    case 'add-charge':
    case 'add-credit':
      return <ChargeFields {...money} />;
    case 'extend':
      return <ExtendFields customer={one?.id} {...money} />;
    case 'special-price':
      return <PriceFields customer={one?.id} {...money} />;
    case 'send-details':
    case 'send-message':
      return <MessageFields action={action} customer={one?.id} {...money} />;
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
