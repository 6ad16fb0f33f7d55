import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import type { GatewayFormPart } from './gateway-form.tsx';
import styles from './messages.module.css';

/** As many as the contract takes. */
const MOST = 20;
const plain = { autoComplete: 'off', spellCheck: false, classNames: { input: 'mono' } } as const;

/** The headers of the request, one in a line. */
export function HeaderFields({ fields: { headers }, set, problem }: GatewayFormPart) {
  const say = useMessage();
  const change = (at: number, to: Partial<(typeof headers)[number]>): void =>
    set({ headers: headers.map((header, index) => (index === at ? { ...header, ...to } : header)) });
  const wrong = problem('headers');
  return (
    <fieldset className={styles.headers}>
      <legend>{say('messages.headers')}</legend>
      {headers.map(({ name, value }, at) => (
        <div className={styles.header} key={at}>
          <TextInput
            {...plain}
            aria-label={say('messages.header-name')}
            placeholder={say('messages.header-name')}
            value={name}
            maxLength={100}
            error={wrong !== undefined}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <TextInput
            {...plain}
            aria-label={say('messages.header-value')}
            placeholder={say('messages.header-value')}
            value={value}
            maxLength={1000}
            onChange={(event) => change(at, { value: event.currentTarget.value })}
          />
          <Button
            kind="icon"
            aria-label={say('messages.header-remove', { name })}
            onClick={() => set({ headers: headers.filter((_, index) => index !== at) })}
          >
            <IconX size={14} stroke={1.75} aria-hidden="true" />
          </Button>
        </div>
      ))}
      {wrong !== undefined && (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      <div>
        <Button
          kind="quiet"
          disabled={headers.length >= MOST}
          onClick={() => set({ headers: [...headers, { name: '', value: '' }] })}
        >
          {say('messages.header-add')}
        </Button>
      </div>
    </fieldset>
  );
}
