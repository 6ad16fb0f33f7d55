import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useLocation, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { CustomerFields, FieldProblem } from '#shared/contract/customers.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CustomFieldInput } from '../../ui/custom-field-input.tsx';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCustomer } from './customer-context.ts';
import styles from './customer-page.module.css';
import { EditConflict, type Conflict } from './edit-conflict.tsx';
import { FieldInput } from './field-input.tsx';
import { fieldsOf, GROUPS, isSame, merged, valueIn, withValue } from './edit-fields.ts';
import { problemSentence } from './problem-sentence.ts';

interface Order {
  readonly version: number;
  readonly before: CustomerFields;
  readonly fields: CustomerFields;
}

/** The form of a customer. Problems stand at their fields; when somebody else was quicker, both values are shown. */
export function EditPart() {
  const say = useMessage();
  const of = useCustomer();
  const cache = useQueryClient();
  const navigate = useNavigate({ from: '/customers/$id' });
  // What the form was filled in over: it stays, whatever is read meanwhile.
  const [base, setBase] = useState(() => ({ version: of.version, before: fieldsOf(of) }));
  const [fields, setFields] = useState(base.before);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const own = (useQuery(core.fields.list.queryOptions()).data ?? []).filter(({ removed }) => removed === null);
  const form = useRef<HTMLFormElement>(null);
  const left = useRef(false);
  // The first field that needs another value has the focus after each refusal, not while it is mended.
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const fillIn = useLocation({ select: ({ state }) => state.fillIn });
  useEffect(() => {
    if (fillIn !== undefined) form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(fillIn)}"]`)?.focus();
  }, [fillIn]);
  const isDirty = !isSame(fields, base.before);

  const leave = (): void => {
    left.current = true;
    void navigate({ to: '/customers/$id', search: (now) => now, replace: true });
  };
  const blocker = useBlocker({ shouldBlockFn: () => isDirty && !left.current, withResolver: true });

  const save = useMutation({
    mutationFn: (order: Order) => client.customers.change({ id: of.id, ...order }),
    onSuccess: (answer, order) => {
      setProblems([]);
      setConflict(null);
      switch (answer.kind) {
        case 'saved':
          cache.setQueryData(core.customers.get.queryKey({ input: { id: of.id } }), answer.customer);
          void cache.invalidateQueries();
          toast({ message: say('customer.saved', { name: personOf(answer.customer, say) }), about: 'customer' });
          leave();
          return;
        case 'refused':
          setProblems(answer.problems);
          setRefusals(refusals + 1);
          return;
        case 'conflict':
          setConflict({ ...answer, before: order.before });
      }
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ ...base, fields });
  };
  const settle = ({ version, theirs, before }: Conflict, keepsMine: (field: string) => boolean): void => {
    const next = merged(before, fields, theirs, keepsMine);
    setBase({ version, before: theirs });
    setFields(next);
    save.mutate({ version, before: theirs, fields: next });
  };
  const problemOf = (field: string): string | undefined => {
    const problem = problems.find((one) => one.field === field);
    return problem && problemSentence(problem, say);
  };
  const set = (field: string, value: string): void => {
    setFields(withValue(fields, field, value));
    setProblems(problems.filter((one) => one.field !== field));
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} aria-label={say('customer.edit')} noValidate>
      {conflict !== null && (
        <EditConflict
          conflict={conflict}
          mine={fields}
          labels={new Map(own.map(({ id, label }) => [`custom:${id}`, label]))}
          isPending={save.isPending}
          onSettle={(keepsMine) => settle(conflict, keepsMine)}
        />
      )}
      {GROUPS.map(({ title, fields: names }) => (
        <fieldset key={title} className={styles.fields}>
          <legend>{say(title)}</legend>
          {names.map((name) => (
            <FieldInput
              key={name}
              field={name}
              value={valueIn(fields, name)}
              problem={problemOf(name)}
              onChange={(value) => set(name, value)}
            />
          ))}
        </fieldset>
      ))}
      {own.length > 0 && (
        <fieldset className={styles.fields}>
          <legend>{say('customers.own-fields')}</legend>
          {own.map((field) => (
            <CustomFieldInput
              key={field.id}
              field={field}
              value={valueIn(fields, `custom:${field.id}`)}
              error={problemOf(`custom:${field.id}`)}
              onChange={(value) => set(`custom:${field.id}`, value)}
            />
          ))}
        </fieldset>
      )}
      <div className={styles.foot}>
        <Button kind="primary" type="submit" disabled={save.isPending || !isDirty}>
          {say('customer.save')}
        </Button>
        <Button onClick={leave}>{say('common.cancel')}</Button>
        <p role="alert">
          {save.error !== null && sentenceOf(save.error, say)}
          {problems.length > 0 && say('customer.problems', { count: problems.length })}
        </p>
      </div>
      <LeaveDialog
        opened={blocker.status === 'blocked'}
        onStay={() => blocker.reset?.()}
        onLeave={() => blocker.proceed?.()}
      />
    </form>
  );
}
