import { STEP_NAMES, stepOfField, stepsOf } from '#shared/domain/registration/steps.ts';
import { useMessage } from '../../messages/use-message.ts';
import { StepBar } from '../../ui/step-bar.tsx';
import { useWizard } from './wizard-context.ts';

/** The steps of the wizard, of which those can be gone to that were seen. */
export function WizardSteps() {
  const say = useMessage();
  const { form, step: at, reached, go, problems } = useWizard();
  const wrong = new Set(problems.map(({ field }) => stepOfField(field)));
  const steps = stepsOf(form.connection).map((step) => ({
    name: step,
    title: say(`registration.step-${STEP_NAMES[step]}`),
    isOpen: step <= reached,
    isDone: step !== at && step < reached,
    isWrong: wrong.has(step),
  }));
  return <StepBar label={say('registration.steps')} steps={steps} at={at} onGo={go} />;
}
