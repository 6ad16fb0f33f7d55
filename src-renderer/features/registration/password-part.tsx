import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SuggestButton } from './suggest-button.tsx';
import { Warning } from './warning.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** How long it is said that the password was copied, in ms. */
const SAID = 3000;

/** The password: made by itself, in dots until the eye is clicked, and copied without being shown. */
export function PasswordPart() {
  const say = useMessage();
  const { form, set, problemOf, warningOf } = useWizard();
  const [copied, setCopied] = useState(false);
  const [wasEmpty] = useState(form.password === '');
  // Made once, when this step is first come to; who empties the field wants it empty.
  const { data } = useQuery({
    ...core.registration.suggest.queryOptions({ input: { what: 'password' } }),
    enabled: wasEmpty,
    staleTime: Infinity,
    gcTime: 0,
  });
  const made = data?.value;
  useEffect(() => {
    if (made !== undefined) set({ password: made });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each one that is made
  }, [made]);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className={styles.withAction}>
      <div>
        <PasswordField
          kind="new"
          label={say('registration.password')}
          required
          value={form.password}
          onChange={(password) => set({ password })}
          error={problemOf('password')}
        />
        <p className={styles.note}>
          {warningOf('password') === undefined ? say('registration.password-hint') : <Warning of="password" />}
        </p>
      </div>
      <div className={styles.action}>
        <SuggestButton
          what="password"
          word={say('registration.generate')}
          label={say('registration.generate-password')}
        />
        <Button
          disabled={form.password === ''}
          aria-label={say('registration.copy-password')}
          onClick={() => void navigator.clipboard.writeText(form.password).then(() => setCopied(true))}
        >
          {say(copied ? 'registration.copied' : 'registration.copy')}
        </Button>
        <span className="unseen" role="status">
          {copied && say('registration.copied')}
        </span>
      </div>
    </div>
  );
}
