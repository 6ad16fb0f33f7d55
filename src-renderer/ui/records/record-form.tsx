import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { inputSentence, refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { LeaveDialog } from '../leave-dialog.tsx';
import { toast } from '../toast.tsx';
import { FormPlace } from './form-state.tsx';
import { isChanged, merge } from './merge.ts';
import type { KeptLine, RecordScreen } from './record-screen.ts';
import styles from './records.module.css';
import { type Problems, readForm, type Typed, type Value } from './typed.ts';

interface RecordFormProps<Line extends KeptLine, Fields> {
  readonly screen: RecordScreen<Line, Fields>;
  /** Null: a new one. */
  readonly line: Line | null;
  readonly onClose: () => void;
}

const NO_PROBLEMS: Problems = new Map();
const NOTHING: Typed = {};

/** The form of a record in its dialog. What is typed is kept whatever the core says to it. */
export function RecordForm<Line extends KeptLine, Fields>({ screen, line, onClose }: RecordFormProps<Line, Fields>) {
  const say = useMessage();
  const cache = useQueryClient();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  // The record as it was when what is typed began: moves on when somebody else's changes are taken in.
  const [opened, setOpened] = useState(line);
  const [typed, setTyped] = useState(() => screen.typedOf(line));
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [meanwhile, setMeanwhile] = useState<{ readonly theirs: Typed; readonly taken: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // Whether what was typed is to be thrown away.
  const [asking, setAsking] = useState(false);

  const set = (name: string, value: Value): void => {
    setTyped((now) => ({ ...now, [name]: value }));
    setProblems((now) => new Map([...now].filter(([field]) => field !== name)));
    setMeanwhile((now) => now && { ...now, theirs: without(now.theirs, name) });
  };

  const takeIn = async (id: string): Promise<void> => {
    const lines = await cache.query({
      queryKey: screen.queryKey,
      queryFn: () => screen.calls.list(),
      staleTime: 0,
    });
    const saved = lines.find((one) => one.id === id);
    if (saved === undefined) {
      setFailure(say('refused.record-unknown'));
      return;
    }
    const merged = merge(screen.typedOf(opened), typed, screen.typedOf(saved));
    setTyped(merged.typed);
    setMeanwhile({ theirs: merged.theirs, taken: merged.taken.length });
    setOpened(saved);
  };

  const { mutate, isPending } = useMutation({
    mutationFn: (fields: Fields) =>
      opened === null
        ? screen.calls.add(fields)
        : screen.calls.change({ id: opened.id, version: opened.version, fields }),
    onSuccess: async (saved) => {
      onClose();
      toast({ message: say('records.saved', { name: screen.titleOf(saved) }) });
      // Its name stands in lists all over the screens.
      await cache.invalidateQueries();
    },
    onError: async (error) => {
      const refusal = refusalOf(error);
      const field = refusal?.params['field'];
      if (refusal?.code === 'record-changed' && opened !== null) await takeIn(opened.id);
      else if (typeof field === 'string' && field in typed)
        setProblems(new Map([[field, inputSentence(refusal, say) ?? sentenceOf(error, say)]]));
      else setFailure(sentenceOf(error, say));
    },
  });

  const save = (): void => {
    if (isPending) return;
    const read = readForm(typed, screen.fieldsOf, say);
    setFailure(null);
    setMeanwhile(null);
    if ('problems' in read) setProblems(read.problems);
    else mutate(read.fields);
  };
  const close = (): void => {
    if (isChanged(typed, screen.typedOf(opened))) setAsking(true);
    else onClose();
  };
  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  return (
    <Dialog
      title={say(opened === null ? screen.words.add : screen.words.edit)}
      opened
      onClose={close}
      width={screen.width ?? 560}
      lightDismiss={!isPending && !asking}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={isPending}>
            {isPending ? say('records.saving') : opened === null ? say(screen.words.add) : say('records.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {meanwhile !== null && (
          <div className={styles.meanwhile} role="alert">
            <p>{say('records.meanwhile')}</p>
            {meanwhile.taken > 0 && <p>{say('records.meanwhile-taken', { count: meanwhile.taken })}</p>}
            {Object.keys(meanwhile.theirs).length > 0 && <p>{say('records.meanwhile-both')}</p>}
          </div>
        )}
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        )}
        <FormPlace value={{ typed, set, problems, theirs: meanwhile?.theirs ?? NOTHING }}>
          <screen.Form line={opened} />
        </FormPlace>
      </form>
      {/* It is not there before: the Escape that asks would close it at once. */}
      {asking && <LeaveDialog opened onStay={() => setAsking(false)} onLeave={onClose} />}
    </Dialog>
  );
}

const without = (typed: Typed, name: string): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([one]) => one !== name));
