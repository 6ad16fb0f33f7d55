import { IconBuilding, IconFileDescription, IconSquareDashed } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { IspDialog, RecoveryDialog, ReferenceFile } from '../settings/index.ts';
import { SetPasswordDialog } from '../sign-in/index.ts';
import styles from './welcome-page.module.css';

/** Where each way to begin leads. */
const PLACES = {
  customers: { to: '/customers' },
  import: { to: '/import' },
  setup: { to: '/settings/$part', params: { part: 'setup' } },
} as const;
type Place = keyof typeof PLACES;

/** The first page of an empty console: three ways to begin, then who the ISP is, the recovery code and a password. */
export function WelcomePage() {
  const say = useMessage();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { data: settings } = useQuery(core.settings.get.queryOptions());
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const [begun, setBegun] = useState<Place | null>(null);
  // Who the ISP is stands; the sample has a name of its own.
  const [named, setNamed] = useState(false);
  // The recovery code was shown, and the password is next.
  const [coded, setCoded] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const title = say('welcome.title');
  useEffect(() => {
    document.title = title;
  }, [title]);

  const secure = (to: Place): void => {
    setNamed(true);
    setCoded(settings?.recoveryConfirmed === true);
    if (settings?.recoveryConfirmed === true && state?.isNeeded === true) void navigate(PLACES[to]);
  };
  const goOn = (to: Place): void => {
    setNamed(false);
    setBegun(to);
    if (to === 'customers') secure(to);
  };
  const demo = useMutation(
    core.reference.demo.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries();
        goOn('customers');
      },
    }),
  );

  return (
    <div className={styles.welcome}>
      <div className={styles.column}>
        <h1>{title}</h1>
        <p className={styles.lead}>{say('welcome.lead')}</p>
        <ul className={styles.ways}>
          <Way
            icon={<IconBuilding size={24} stroke={1.5} aria-hidden="true" />}
            title={say('welcome.demo')}
            text={say('welcome.demo-text')}
          >
            <Button kind="primary" disabled={demo.isPending} onClick={() => demo.mutate({})}>
              {demo.isPending ? say('welcome.demo-filling') : say('welcome.demo-do')}
            </Button>
            {demo.error !== null && <p role="alert">{sentenceOf(demo.error, say)}</p>}
          </Way>
          <Way
            icon={<IconFileDescription size={24} stroke={1.5} aria-hidden="true" />}
            title={say('welcome.reference')}
            text={say('welcome.reference-text')}
          >
            <ReferenceFile onLoaded={() => setLoaded(true)} />
            {loaded && (
              <p className={styles.do}>
                <Button kind="primary" onClick={() => goOn('import')}>
                  {say('welcome.go-on')}
                </Button>
              </p>
            )}
          </Way>
          <Way
            icon={<IconSquareDashed size={24} stroke={1.5} aria-hidden="true" />}
            title={say('welcome.empty')}
            text={say('welcome.empty-text')}
          >
            <Button onClick={() => goOn('setup')}>{say('welcome.empty-do')}</Button>
          </Way>
        </ul>
        {settings !== undefined && (
          <p className={styles.foot}>{say('welcome.data-folder', { folder: settings.dataFolder })}</p>
        )}
      </div>
      <IspDialog
        opened={begun !== null && !named}
        settings={settings}
        isPlaceKnown={begun === 'import'}
        onSaved={() => secure(begun ?? 'setup')}
        onClose={() => setBegun(null)}
      />
      <RecoveryDialog opened={begun !== null && named && !coded} onClose={() => setCoded(true)} />
      <SetPasswordDialog
        later
        opened={begun !== null && named && coded}
        onClose={() => void navigate(PLACES[begun ?? 'customers'])}
      />
    </div>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Way({ icon, title, text, children }: WayProps) {
  return (
    <li className={styles.way}>
      {icon}
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        <div className={styles.do}>{children}</div>
      </div>
    </li>
  );
}
