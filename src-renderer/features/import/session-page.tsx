import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import type { Session } from '#shared/contract/import.ts';
import { useMessage } from '../../messages/use-message.ts';
import { CouldNotLoad, Loading, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { ForRole } from '../sign-in/index.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { FileStep } from './file-step.tsx';
import { FixStep } from './fix-step.tsx';
import { MatchStep } from './match-step.tsx';
import { ResultStep } from './result-step.tsx';
import styles from './session-page.module.css';
import { stepOf, type StepName } from './steps.ts';
import { ImportSteps } from './import-steps.tsx';
import { useArrival } from './use-arrival.ts';
import { useSession } from './use-session.ts';

/** One import: the step that it has got to. Where it stands is the core's to say, so a reload lands in the same place. */
export function SessionPage() {
  const say = useMessage();
  return (
    <ForRole needs="import.get" title={say('import.title')}>
      <Work />
    </ForRole>
  );
}

function Work() {
  const say = useMessage();
  const { session: id } = useParams({ from: '/import/$session' });
  const { data: session, error, refetch, dataUpdatedAt } = useSession(id);
  const wanted = useLocation({ select: (location) => location.state.importStep });
  const navigate = useNavigate();
  useArrival(session);
  const step = session === undefined ? null : stepOf(session, wanted);
  const go = (to: StepName): void =>
    void navigate({
      to: '/import/$session',
      params: { session: id },
      state: { importStep: to },
      // Saying that it stays here is no place to come back to.
      replace: to === step,
    });

  if (session === undefined || step === null) {
    return (
      <Page title={say('import.title')}>
        {error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  return (
    <Page
      title={say('import.title')}
      layout="fill"
      beside={<FileName session={session} />}
      middle={<ImportSteps session={session} at={step} onGo={go} />}
    >
      {error !== null && <StaleNotice error={error} onRetry={() => void refetch()} lastGood={dataUpdatedAt} />}
      <CurrentStep key={`${session.id} ${step}`} session={session} step={step} onGo={go} />
    </Page>
  );
}

/** What every step needs. */
export interface StepProps {
  readonly session: Session;
  readonly onGo: (step: StepName) => void;
}

function CurrentStep({ step, ...props }: StepProps & { readonly step: StepName }) {
  switch (step) {
    case 'file':
      return <FileStep {...props} />;
    case 'match':
      return <MatchStep {...props} />;
    case 'fix':
      return <FixStep {...props} />;
    case 'confirm':
      return props.session.result === null ? (
        <ConfirmStep {...props} />
      ) : (
        <ResultStep session={props.session} result={props.session.result} />
      );
  }
}

function FileName({ session }: { readonly session: Session }) {
  return (
    <span className={styles.file} title={session.file.name}>
      {session.file.name}
    </span>
  );
}
