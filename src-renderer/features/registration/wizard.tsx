import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useRef, useState } from 'react';
import type { PackageLine } from '#shared/contract/office.ts';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { STEP_NAMES, stepBeside } from '#shared/domain/registration/steps.ts';
import { client, core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { anotherLike, FRESH, isTyped } from './fresh.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { ProfileDialog } from './profile-dialog.tsx';
import { WizardSteps } from './wizard-steps.tsx';
import { StepDetails } from './step-details.tsx';
import { StepNetwork } from './step-network.tsx';
import { StepPayment } from './step-payment.tsx';
import { StepPlan } from './step-plan.tsx';
import { StepReview } from './step-review.tsx';
import { StepType } from './step-type.tsx';
import { Summary } from './summary.tsx';
import { Unfinished } from './unfinished.tsx';
import { useFocusFirst } from './use-focus-first.ts';
import { useHeld } from './use-held.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useStepKeys } from './use-step-keys.ts';
import { type Opened, useWizardState } from './use-wizard-state.ts';
import { WizardPlace } from './wizard-context.ts';
import styles from './wizard.module.css';

interface WizardProps {
  readonly opened: Opened;
  readonly savedAt: string | null;
  /** Begins anew; with a form, with that one. */
  readonly onAnother: (form: RegistrationForm) => void;
}

/** The six steps of adding a customer. What is typed is kept as it is typed; nothing is a customer before the last step. */
export function Wizard({ opened, savedAt: keptAt, onAnother }: WizardProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const state = useWizardState(opened);
  const { wizard, goOn, refuse, refusals, isChecking, failure, setFailure } = state;
  const { id, form, step, go, offered } = wizard;
  const [began] = useState(keptAt === null ? opened.form : FRESH);
  const isWorth = keptAt !== null || isTyped(form, began);
  const { savedAt, failure: notKept, end } = useKeptDraft({ id, step, form }, isWorth, keptAt);
  const [plan, setPlan] = useState<PackageLine | 'new' | null>(null);
  const [isNewProfile, setNewProfile] = useState(false);
  const [isCancelling, setCancelling] = useState(false);
  const frame = useRef<HTMLFormElement>(null);
  useFocusFirst(frame, step, refusals, offered.isThere);
  useHeld(form, id, step === 3 && !form.fromPool);

  const save = useMutation({
    mutationFn: (order: { readonly then: 'open' | 'another'; readonly form: RegistrationForm }) =>
      client.registration.save({ draft: id, form: order.form }),
    onSuccess: async (saved, { then, form: asked }) => {
      if (saved.kind === 'refused') {
        refuse(saved.problems);
        return;
      }
      await end();
      void cache.invalidateQueries();
      if (then === 'another') {
        toast({ message: say('registration.added', { name: personOf({ ...asked, username: saved.username }, say) }) });
        onAnother(anotherLike(form));
      } else {
        const { id: customer, payment } = saved;
        void navigate({ to: '/customers/$id', params: { id: customer }, state: { added: { payment } }, replace: true });
      }
    },
    onError: (error) => setFailure(sentenceOf(error, say)),
  });
  const saveOnce = (then: 'open' | 'another'): void => {
    // A second click finds the first still under way, or the page gone.
    if (!save.isPending && save.data?.kind !== 'added') save.mutate({ then, form });
  };

  const next = (): void => {
    if (step === 6) saveOnce('open');
    else void goOn(stepBeside(form.connection, step, 1));
  };
  const back = (): void => go(stepBeside(form.connection, step, -1));
  useStepKeys(next, back);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    next();
  };

  const leave = (): void => void navigate({ to: '/customers' });
  const discard = async (): Promise<void> => {
    await end();
    await client.registration.discardDraft({ id }).catch(() => undefined);
    await cache.invalidateQueries({ queryKey: core.registration.drafts.key() });
    leave();
  };
  const wasSavedBefore = refusalOf(save.error)?.code === 'action-request-taken';

  if (!offered.isThere) {
    return (
      <Page title={say('registration.title')}>
        {offered.error === null ? <Loading /> : <CouldNotLoad error={offered.error} onRetry={offered.retry} />}
      </Page>
    );
  }
  return (
    <WizardPlace value={wizard}>
      <Page title={say('registration.title')} layout="fill" middle={<WizardSteps />}>
        {!isWorth && <Unfinished except={id} />}
        <div className={styles.wizard}>
          <div className={styles.scroll}>
            <form
              id={`wizard-${id}`}
              ref={frame}
              className={styles.step}
              noValidate
              aria-labelledby="wizard-step"
              onSubmit={submit}
            >
              <h2 id="wizard-step">{say(`registration.heading-${STEP_NAMES[step]}`)}</h2>
              <div className={styles.fields} key={step}>
                {step === 1 && <StepType />}
                {step === 2 && (
                  <StepPlan onPlan={(line) => setPlan(line ?? 'new')} onProfile={() => setNewProfile(true)} />
                )}
                {step === 3 && <StepNetwork />}
                {step === 4 && <StepDetails />}
                {step === 5 && <StepPayment />}
                {step === 6 && <StepReview />}
              </div>
            </form>
          </div>
          <Summary savedAt={savedAt} failure={notKept} />
          <footer className={styles.foot}>
            <Button onClick={() => (isWorth ? setCancelling(true) : void discard())}>{say('common.cancel')}</Button>
            <p className={styles.failure} role="alert">
              {failure}{' '}
              {wasSavedBefore && (
                <Link to="/customers/$id" params={{ id }}>
                  {say('registration.show-customer')}
                </Link>
              )}
            </p>
            {step > 1 && (
              <Button onClick={back} title="Alt+←">
                {say('registration.back')}
              </Button>
            )}
            {step === 6 ? (
              <>
                <Button disabled={save.isPending} onClick={() => saveOnce('another')}>
                  {say('registration.add-another')}
                </Button>
                <Button kind="primary" type="submit" form={`wizard-${id}`} disabled={save.isPending} data-first>
                  {say('registration.add')}
                </Button>
              </>
            ) : (
              <Button
                kind="primary"
                type="submit"
                form={`wizard-${id}`}
                disabled={isChecking}
                aria-keyshortcuts="Control+Enter"
              >
                {say('registration.next')}{' '}
                <kbd className={styles.key} aria-hidden="true">
                  Ctrl+Enter
                </kbd>
              </Button>
            )}
          </footer>
        </div>
      </Page>
      {/* Beside the form and not in it: what is submitted in a dialog is not this form. */}
      {plan !== null && (
        <PlanDialog
          line={plan === 'new' ? null : plan}
          connection={form.connection ?? 'pppoe'}
          operatorId={offered.own}
          onSaved={(saved) => {
            if (saved.connection === form.connection) wizard.set({ package: saved.id });
          }}
          onClose={() => setPlan(null)}
        />
      )}
      {isNewProfile && (
        <ProfileDialog
          operatorId={offered.own}
          onSaved={({ id: billingProfile, mode }) => {
            if (form.connection !== 'static' || mode === 'monthly') wizard.set({ billingProfile });
          }}
          onClose={() => setNewProfile(false)}
        />
      )}
      <CancelDialog
        opened={isCancelling}
        onStay={() => setCancelling(false)}
        onKeep={leave}
        onDiscard={() => void discard()}
      />
    </WizardPlace>
  );
}
