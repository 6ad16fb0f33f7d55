import { useEffect } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { SignInCard } from './sign-in-card.tsx';
import styles from './sign-in.module.css';

/** In place of the shell while nobody is signed in. `name`: who locked this console before its page was loaded anew. */
export function SignInPage({ name }: { name: string | null }) {
  const say = useMessage();
  const title = say('signIn.title');
  const app = say('app.name');
  useEffect(() => {
    document.title = `${title} – ${app}`;
  }, [title, app]);
  return (
    <main className={styles.page}>
      <SignInCard name={name} />
    </main>
  );
}
