import { useRef, useState } from 'react';
import type { FieldProblem } from '#shared/contract/customers.ts';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { formatIpv4, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { beginningWith } from '#shared/domain/ip/prefix.ts';
import { type Step, stepOfField } from '#shared/domain/registration/steps.ts';
import { trimmed } from '#shared/domain/text.ts';
import { client } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { changed, givesUpAddress } from './change-form.ts';
import { useOffered } from './use-offered.ts';
import { useQuote } from './use-quote.ts';
import type { Warned, Wizard } from './wizard-context.ts';

/** What is told while it is typed; the rest waits until somebody goes on. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'duplicate-username',
  'payment-reference-used',
  'account-number-taken',
  'ip-held',
  'package-incomplete',
]);

/** And what is told when the field is left. */
const WHEN_LEFT: ReadonlySet<string> = new Set(['amount-invalid']);

/** Fields whose problems are about another one too. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  connection: ['package', 'billingProfile', 'ip'],
  operator: ['package', 'billingProfile', 'zone', 'ip', 'phone'],
  package: ['billingProfile', 'ip'],
  billingProfile: ['package'],
  fromPool: ['ip'],
  block: ['ip'],
  method: ['reference'],
  chargesInstallation: ['installationFee'],
  chargesCustom: ['customAmount'],
  custom: [],
};

export interface Opened {
  readonly id: string;
  readonly form: RegistrationForm;
  readonly step: Step;
}

/** The state of the page: the form, where somebody is, and what is wrong with it. */
export function useWizardState(opened: Opened) {
  const say = useMessage();
  const { id } = opened;
  const [form, setForm] = useState(opened.form);
  const [step, setStep] = useState(opened.step);
  const [reached, setReached] = useState(opened.step);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [isChecking, setChecking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // Counts what was refused: each time the first field that is wrong gets the focus.
  const [refusals, setRefusals] = useState(0);
  // A whole address that stands in the field, and was not left yet.
  const typedIp = useRef('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const offered = useOffered(form);
  const { quote, isCurrent } = useQuote(id, form);
  const latest = useRef(form);
  const filling = useRef<Promise<unknown>>(Promise.resolve());

  const set = (change: Partial<RegistrationForm>): void => {
    const before = latest.current;
    const next = changed(before, change);
    latest.current = next;
    setForm(next);
    if (givesUpAddress(before, next)) void client.networkAddresses.release({ draft: id }).catch(() => undefined);
    // Whoever types in it again has not left it.
    setLeft((now) => new Set([...now].filter((field) => !(field in change))));
    const touched = new Set(Object.keys(change).flatMap((field) => [field, ...(TOGETHER[field] ?? [])]));
    const isTouched = ({ field }: FieldProblem): boolean =>
      touched.has(field) || (field.startsWith('custom:') && touched.has('custom'));
    setProblems((now) => now.filter((problem) => !isTouched(problem)));
  };

  const go = (to: Step): void => {
    setStep(to);
    setReached((now) => (to > now ? to : now));
    setFailure(null);
  };

  /** Shows what is wrong, and goes to the first of it. */
  const refuse = (found: readonly FieldProblem[]): void => {
    setProblems(found);
    const steps = found.map(({ field }) => stepOfField(field));
    if (steps.length > 0) setStep((now) => (steps.includes(now) ? now : (steps.toSorted()[0] ?? now)));
    setRefusals((count) => count + 1);
  };

  /** What is wrong with the form as it stands when the answer is there: somebody may type meanwhile. */
  const problemsOfLatest = async (): Promise<readonly FieldProblem[]> => {
    for (;;) {
      const asked = latest.current;
      const { problems: told } = await client.registration.quote({ draft: id, form: asked });
      if (asked === latest.current) return told;
    }
  };

  /** Goes on if nothing of this step is wrong. */
  const goOn = async (to: Step): Promise<void> => {
    if (isChecking) return;
    setChecking(true);
    await filling.current;
    const typed = parseIpv4(typedIp.current);
    if (step === 3 && latest.current.ip === '' && !latest.current.fromPool && typed !== null) {
      set({ ip: formatIpv4(typed) });
    }
    setFailure(null);
    try {
      const told = await problemsOfLatest();
      const found = told.map((problem) => noAddress(problem, typedIp.current));
      const isAsked = ({ field }: FieldProblem): boolean => stepOfField(field) <= step;
      const here = found.filter(({ field }) => stepOfField(field) === step);
      setProblems(found.filter(isAsked));
      if (here.length > 0) setRefusals((count) => count + 1);
      else go(to);
    } catch (error) {
      setFailure(sentenceOf(error, say));
    } finally {
      setChecking(false);
    }
  };

  const problemOf = (field: string): string | undefined => {
    const isField = (one: FieldProblem): boolean => one.field === field;
    const isTold = ({ code }: FieldProblem): boolean => AT_ONCE.has(code) || (left.has(field) && WHEN_LEFT.has(code));
    const live = isCurrent ? quote?.problems.find((one) => isField(one) && isTold(one)) : undefined;
    const problem = problems.find(isField) ?? live;
    return problem && refusedSentence(problem, say);
  };
  const warningOf = (field: string): Warned | undefined => {
    const warning = isCurrent ? quote?.warnings.find((one) => one.field === field) : undefined;
    if (warning === undefined) return undefined;
    const { customer, name } = warning.params;
    return {
      // Cast: the core warns of these four, and only of them.
      text: say(`registration.warn-${warning.code as 'duplicate-phone'}`, warning.params),
      customer: typeof customer === 'string' ? { id: customer, name: String(name ?? '') } : null,
    };
  };
  const onLeft = (field: string): void => setLeft((now) => new Set([...now, field]));
  const onTypedIp = (typed: string): void => {
    typedIp.current = typed;
  };
  const waitFor = (filled: Promise<unknown>): void => {
    filling.current = filled;
  };
  const wizard: Wizard = {
    waitFor,
    onTypedIp,
    id,
    form,
    set,
    step,
    reached,
    go,
    problems,
    problemOf,
    warningOf,
    onLeft,
    keptPhone: isCurrent && quote !== undefined && quote.phone !== form.phone.trim() ? quote.phone : null,
    offered,
    quote,
  };
  return { wizard, goOn, refuse, refusals, isChecking, failure, setFailure };
}

/** What was typed and is no address is told as that, and not as if nothing had been typed. */
function noAddress(problem: FieldProblem, typed: string): FieldProblem {
  const isNone = problem.code === 'ip-required' && trimmed(typed) !== '' && beginningWith(typed).length === 0;
  return isNone ? { field: 'ip', code: 'invalid-ip', params: { value: trimmed(typed) } } : problem;
}
