import type { Session } from '#shared/contract/import.ts';
import { useMessage } from '../../messages/use-message.ts';
import { StepBar } from '../../ui/step-bar.tsx';
import { reachable, STEPS, type StepName } from './steps.ts';

interface ImportStepsProps {
  readonly session: Session;
  readonly at: StepName;
  readonly onGo: (step: StepName) => void;
}

/** The four steps of an import. */
export function ImportSteps({ session, at, onGo }: ImportStepsProps) {
  const say = useMessage();
  const open = reachable(session);
  const steps = STEPS.map((step, position) => ({
    name: step,
    title: say(`import.step-${step}`),
    isOpen: open.includes(step),
    isDone: session.stage === 'done' || position < STEPS.indexOf(at),
  }));
  return <StepBar label={say('import.steps')} steps={steps} at={at} onGo={onGo} />;
}
