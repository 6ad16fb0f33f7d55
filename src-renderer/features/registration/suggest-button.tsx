import { useMutation } from '@tanstack/react-query';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

interface SuggestButtonProps {
  readonly what: 'username' | 'password' | 'accountNumber';
  readonly word: string;
  /** What it does, for those who hear the button without its field. */
  readonly label?: string;
}

/** Fills a field in with something that nobody has. */
export function SuggestButton({ what, word, label }: SuggestButtonProps) {
  const say = useMessage();
  const { id: draft, form, set, waitFor } = useWizard();
  const { fullName, phone, operator } = form;
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: () => client.registration.suggest({ what, fullName, phone, operator, draft }),
    onSuccess: ({ value }) => set({ [what]: value }),
    gcTime: 0,
  });
  return (
    <>
      {/* Not disabled meanwhile: it would lose the focus. */}
      <Button
        aria-label={label}
        onClick={() => (isPending ? undefined : waitFor(mutateAsync().catch(() => undefined)))}
      >
        {word}
      </Button>
      {error !== null && (
        <span className={styles.wrong} role="alert">
          {sentenceOf(error, say)}
        </span>
      )}
    </>
  );
}
