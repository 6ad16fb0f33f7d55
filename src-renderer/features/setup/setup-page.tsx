import { useQuery } from '@tanstack/react-query';
import { isUnnamed } from '#shared/domain/operator/operator.ts';
import { core } from '../../host/core.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './setup.module.css';

type Part = 'isp' | 'packages' | 'billing-profiles' | 'zones' | 'network-addresses' | 'fields';

interface Step {
  readonly part: Part;
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly add: MessageKey;
  /** How many there are that can be given to a customer. */
  readonly count: number;
  /** What is there, where it is not counted. */
  readonly told?: string;
  /** Those that still lack something, too. */
  readonly all?: number;
  readonly isNeeded: boolean;
}

/** What an ISP needs before its first customer, what of it is there, and the way to what is missing. */
export function SetupPage() {
  const say = useMessage();
  const { allowed: mayImport } = useMay('import.open');
  const lists = useQuery(core.reference.lists.queryOptions());
  const blocks = useQuery(core.networkAddresses.list.queryOptions());
  const operators = useQuery(core.operators.list.queryOptions());
  const all = [lists, blocks, operators];
  const error = all.find((query) => query.error !== null)?.error ?? null;
  const retry = (): void => all.forEach((query) => void query.refetch());
  const isThere = all.every(({ data }) => data !== undefined);
  const isp = operators.data?.find(({ kind }) => kind === 'admin');
  const packages = lists.data?.packages.filter(({ complete }) => complete) ?? [];
  const steps: readonly Step[] = [
    // Resellers do not name the ISP.
    ...(isp === undefined
      ? []
      : [
          {
            part: 'isp' as const,
            title: 'settings.isp' as const,
            text: 'setup.isp-text' as const,
            add: 'setup.isp-add' as const,
            count: isUnnamed(isp) ? 0 : 1,
            told: isp.name,
            isNeeded: true,
          },
        ]),
    {
      part: 'packages',
      title: 'packages.title',
      text: 'packages.none-text',
      add: 'packages.add',
      count: packages.length,
      all: lists.data?.packages.length ?? 0,
      isNeeded: true,
    },
    {
      part: 'billing-profiles',
      title: 'billingProfiles.title',
      text: 'billingProfiles.none-text',
      add: 'billingProfiles.add',
      count: lists.data?.billingProfiles.length ?? 0,
      isNeeded: true,
    },
    {
      part: 'zones',
      title: 'zones.title',
      text: 'zones.none-text',
      add: 'zones.add',
      count: lists.data?.zones.length ?? 0,
      isNeeded: false,
    },
    {
      part: 'network-addresses',
      title: 'networkAddresses.title',
      text: 'networkAddresses.none-text',
      add: 'networkAddresses.add',
      count: blocks.data?.filter(({ retiredAt }) => retiredAt === null).length ?? 0,
      // Whoever sells fixed addresses needs some.
      isNeeded: packages.some(({ connection }) => connection === 'static'),
    },
    {
      part: 'fields',
      title: 'fields.title',
      text: 'fields.none-text',
      add: 'fields.add',
      count: lists.data?.customFields.length ?? 0,
      isNeeded: false,
    },
  ];
  const missing = steps.filter(({ isNeeded, count }) => isNeeded && count === 0).length;
  return (
    <Page title={say('setup.title')}>
      {!isThere && error === null && <Loading />}
      {!isThere && error !== null && <CouldNotLoad error={error} onRetry={retry} />}
      {isThere && (
        <div className={styles.setup}>
          <p>{missing === 0 ? say('setup.ready') : say('setup.missing', { count: missing })}</p>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <StepLine key={step.part} {...step} isNext={steps.find(isMissing) === step} />
            ))}
          </ol>
          {missing === 0 && (
            <div className={styles.ways}>
              {mayImport && (
                <ButtonLink kind="primary" to="/import">
                  {say('setup.import')}
                </ButtonLink>
              )}
              <ButtonLink to="/customers">{say('setup.customers')}</ButtonLink>
            </div>
          )}
        </div>
      )}
    </Page>
  );
}

const isMissing = ({ isNeeded, count }: Step): boolean => isNeeded && count === 0;

function StepLine({
  part,
  title,
  text,
  add,
  count,
  told,
  all = count,
  isNeeded,
  isNext,
}: Step & { readonly isNext: boolean }) {
  const say = useMessage();
  return (
    <li className={styles.step}>
      <div>
        <h2>{say(title)}</h2>
        <p className="muted">{say(text)}</p>
      </div>
      <div>
        {count > 0 ? (
          <Status glyph="tick" tone="good">
            {told ?? (all > count ? say('setup.complete-of', { count, all }) : say('setup.there', { count }))}
          </Status>
        ) : (
          <Status glyph="dotted" tone={isNeeded ? 'warn' : 'idle'}>
            {say(isNeeded ? 'setup.needed' : 'setup.optional')}
          </Status>
        )}
      </div>
      <ButtonLink
        kind={isNext ? 'primary' : 'plain'}
        to="/settings/$part"
        params={{ part }}
        aria-label={say('setup.open', { what: say(title) })}
      >
        {say(count > 0 ? 'setup.look' : add)}
      </ButtonLink>
    </li>
  );
}
