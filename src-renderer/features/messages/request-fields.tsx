import { Select, Textarea, TextInput } from '@mantine/core';
import { useMessage } from '../../messages/use-message.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import type { GatewayFormPart } from './gateway-form.tsx';
import { HeaderFields } from './header-fields.tsx';
import styles from './messages.module.css';

interface RequestFieldsProps extends GatewayFormPart {
  readonly secret: string;
  readonly hasSecret: boolean;
  readonly onSecret: (secret: string) => void;
}

const plain = { autoComplete: 'off', spellCheck: false } as const;
const mono = { ...plain, classNames: { input: 'mono' } };

/** What is sent, and where to. */
export function RequestFields({ fields, set, problem, secret, hasSecret, onSecret }: RequestFieldsProps) {
  const say = useMessage();
  return (
    <>
      <TextInput
        {...plain}
        label={say('messages.name')}
        required
        maxLength={100}
        value={fields.name}
        error={problem('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <div className={styles.row}>
        <Select
          label={say('messages.method')}
          data={['POST', 'GET']}
          allowDeselect={false}
          value={fields.method}
          error={problem('method')}
          onChange={(method) =>
            set(method === 'GET' ? { method, bodyKind: 'none' } : { method: 'POST', bodyKind: fields.bodyKind })
          }
        />
        <Select
          label={say('messages.body-kind')}
          data={(['none', 'json', 'form', 'text'] as const).map((value) => ({
            value,
            label: say(`messages.body-${value}`),
          }))}
          allowDeselect={false}
          disabled={fields.method === 'GET'}
          value={fields.bodyKind}
          error={problem('bodyKind')}
          onChange={(bodyKind) => bodyKind !== null && set({ bodyKind })}
        />
        <Select
          label={say('messages.phone-format')}
          data={(['international', 'plus', 'national'] as const).map((value) => ({
            value,
            label: say(`messages.phone-${value}`),
          }))}
          allowDeselect={false}
          value={fields.phoneFormat}
          onChange={(phoneFormat) => phoneFormat !== null && set({ phoneFormat })}
        />
      </div>
      <TextInput
        {...mono}
        label={say('messages.address')}
        required
        maxLength={1000}
        value={fields.url}
        error={problem('url')}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <HeaderFields fields={fields} set={set} problem={problem} />
      {fields.bodyKind !== 'none' && (
        <Textarea
          {...mono}
          label={say('messages.body')}
          rows={fields.bodyKind === 'form' ? 2 : 8}
          maxLength={4000}
          value={fields.body}
          error={problem('body')}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
      )}
      <PasswordField
        label={say('messages.secret')}
        hint={say(hasSecret ? 'messages.secret-kept' : 'messages.secret-what')}
        kind="new"
        value={secret}
        error={problem('secret')}
        onChange={onSecret}
      />
    </>
  );
}
