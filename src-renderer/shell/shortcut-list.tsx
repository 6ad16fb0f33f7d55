import { useMessage } from '../messages/use-message.ts';
import { SHORTCUTS } from './shortcuts.ts';
import styles from './shortcut-list.module.css';

/** All the keys and what they do. */
export function ShortcutList() {
  const say = useMessage();
  return (
    <div className={styles.groups}>
      {SHORTCUTS.map(({ title, shortcuts }) => (
        <section key={title}>
          <h3>{say(title)}</h3>
          <dl>
            {shortcuts.map(({ keys, does }) => (
              <div className={styles.row} key={does}>
                <dt>{say(does)}</dt>
                <dd className={styles.keys}>
                  {keys.map((together) => (
                    <span className={styles.together} key={together.join()}>
                      {together.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
