import type { ProcedurePath } from '#shared/contract/rules.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './wizard.module.css';

interface NoneYetProps {
  readonly title: string;
  readonly text: string;
  /** What makes one. */
  readonly needs: ProcedurePath;
  /** Said to those who may not. */
  readonly ask: string;
  readonly onCreate: () => void;
  /** Whether the button has the keyboard when the step is come to. */
  readonly first?: boolean;
}

/** There is nothing to choose from: how to make one and come back, or whom to ask. */
export function NoneYet({ title, text, needs, ask, onCreate, first = false }: NoneYetProps) {
  const say = useMessage();
  const { allowed, why } = useMay(needs);
  return (
    <section className={styles.empty} role="status" aria-label={title}>
      <h3>{title}</h3>
      <p>{text}</p>
      <Button kind="primary" disabled={!allowed} onClick={onCreate} {...(first && { 'data-first': true })}>
        {say('registration.create-plan')}
      </Button>
      {why !== undefined && (
        <p>
          {why} {ask}
        </p>
      )}
    </section>
  );
}
