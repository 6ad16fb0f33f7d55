import { Link, useParams } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { ForRole } from '../sign-in/index.ts';
import { PARTS, type SettingsPart } from './parts.ts';
import styles from './settings-page.module.css';

/** What is set for the whole ISP and for this console: a list of pages, and the one that was chosen. */
export function SettingsPage() {
  const say = useMessage();
  const { part: path } = useParams({ strict: false });
  const part = PARTS.find((one) => one.path === path) ?? PARTS[0];
  return (
    <div className={styles.settings}>
      <nav className={styles.parts} aria-label={say('settings.title')}>
        <p className={styles.title} aria-hidden="true">
          {say('settings.title')}
        </p>
        <ul>
          {PARTS.map(({ path: to, label }) => (
            <li key={to}>
              <Link
                to="/settings/$part"
                params={{ part: to }}
                className={styles.choice}
                aria-current={to === part?.path ? 'page' : undefined}
              >
                {say(label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {/* Another page, not the same one with other words: nothing of what was typed goes over. */}
      {part !== undefined && <Chosen key={part.path} part={part} />}
    </div>
  );
}

/** The page of a part, or why this person does not get it. */
function Chosen({ part: { label, needs, page: Content } }: { part: SettingsPart }) {
  const say = useMessage();
  return (
    <ForRole needs={needs} title={say(label)}>
      <Content />
    </ForRole>
  );
}
