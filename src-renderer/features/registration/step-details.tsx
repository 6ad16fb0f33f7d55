import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { MoreDetails } from './more-details.tsx';
import { OwnFields } from './own-fields.tsx';
import { PasswordPart } from './password-part.tsx';
import { SuggestButton } from './suggest-button.tsx';
import { TextField } from './text-field.tsx';
import { Toggle } from './toggle.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** 4: who the customer is, and how they sign in. */
export function StepDetails() {
  const say = useMessage();
  const { form, set, keptPhone } = useWizard();
  const [hasAccount, setHasAccount] = useState(form.accountNumber !== '');
  const fields = (useQuery(core.fields.list.queryOptions()).data ?? []).filter(({ removed }) => removed === null);
  return (
    <>
      <div className={styles.pair}>
        <TextField name="fullName" label={say('registration.full-name')} required />
        <TextField
          name="phone"
          label={say('registration.phone')}
          hint={
            keptPhone === null ? say('registration.phone-hint') : say('registration.phone-kept', { phone: keptPhone })
          }
          required
          mode="tel"
        />
      </div>
      <TextField name="email" label={say('registration.email')} mode="email" />
      <TextField
        name="username"
        label={say('registration.username')}
        hint={form.connection === 'pppoe' ? say('registration.username-hint') : undefined}
        required
        mono
        action={<SuggestButton what="username" word={say('registration.generate-username')} />}
      />
      <PasswordPart />
      <Toggle
        label={say('registration.add-account')}
        hint={say('registration.add-account-hint')}
        checked={hasAccount}
        onChange={(checked) => {
          setHasAccount(checked);
          if (!checked) set({ accountNumber: '' });
        }}
      >
        <TextField
          name="accountNumber"
          label={say('registration.account')}
          mono
          action={
            <SuggestButton
              what="accountNumber"
              word={say('registration.generate')}
              label={say('registration.generate-account')}
            />
          }
        />
      </Toggle>
      <OwnFields fields={fields.filter(({ required }) => required)} />
      <MoreDetails fields={fields.filter(({ required }) => !required)} />
    </>
  );
}
