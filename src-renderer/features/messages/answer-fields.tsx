import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { putsTextInUrl } from '#shared/domain/message/gateway.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { GatewayFormPart } from './gateway-form.tsx';
import styles from './messages.module.css';

const plain = { autoComplete: 'off', spellCheck: false, classNames: { input: 'mono' } } as const;
/** A hint stands beneath its field: fields beside each other are in line, whether they have one or not. */
const ORDER = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
};

/** What an answer must be to count as sent, and what the gateway may be used for. */
export function AnswerFields({ fields, set, problem }: GatewayFormPart) {
  const say = useMessage();
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const mayAllow = state?.who?.role === 'admin' && state.who.isRoot;
  return (
    <>
      <div className={styles.row}>
        <Select
          {...ORDER}
          label={say('messages.success-status')}
          data={[
            { value: '2xx', label: say('messages.success-2xx') },
            { value: '200', label: say('messages.success-200') },
          ]}
          allowDeselect={false}
          value={fields.successStatus}
          onChange={(successStatus) => successStatus !== null && set({ successStatus })}
        />
        <TextInput
          {...plain}
          {...ORDER}
          label={say('messages.success-text')}
          description={say('messages.success-text-what')}
          maxLength={300}
          value={fields.successText}
          onChange={(event) => set({ successText: event.currentTarget.value })}
        />
        <TextInput
          {...plain}
          {...ORDER}
          label={say('messages.reference')}
          description={say('messages.reference-what')}
          maxLength={200}
          value={fields.referencePath}
          onChange={(event) => set({ referencePath: event.currentTarget.value })}
        />
      </div>
      {(putsTextInUrl(fields) || fields.allowsPasswordInUrl) && (
        <Checkbox
          label={say('messages.in-url')}
          description={say('messages.in-url-what')}
          disabled={!mayAllow && !fields.allowsPasswordInUrl}
          error={problem('allowsPasswordInUrl')}
          checked={fields.allowsPasswordInUrl}
          onChange={(event) => set({ allowsPasswordInUrl: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        label={say('messages.enabled')}
        description={say('messages.enabled-what')}
        checked={fields.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
    </>
  );
}
