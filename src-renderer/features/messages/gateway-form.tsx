import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { GatewayFields, MessageGateway } from '#shared/contract/messages.ts';
import { core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { AskBeforeLeaving } from '../../ui/leave-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { EMPTY, fieldsOf } from './gateway-fields.ts';
import { PresetChoice } from './preset-choice.tsx';
import { RequestFields } from './request-fields.tsx';
import styles from './messages.module.css';

/** What the parts of the form are given. */
export interface GatewayFormPart {
  readonly fields: GatewayFields;
  readonly set: (change: Partial<GatewayFields>) => void;
  /** What is wrong, by field. */
  readonly problem: (field: string) => string | undefined;
}

/** What is kept of the fields: a body that goes nowhere is not. */
const asSaved = (fields: GatewayFields): GatewayFields =>
  fields.bodyKind === 'none' ? { ...fields, body: '' } : fields;

/** The description of a gateway. `own` is null for a new one. */
export function GatewayForm({ own, children }: { own: MessageGateway | null; children?: ReactNode }) {
  const say = useMessage();
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [before, setBefore] = useState(own ? fieldsOf(own) : EMPTY);
  const [fields, setFields] = useState(before);
  const [secret, setSecret] = useState('');
  const { mutate, reset, isPending, error } = useMutation(
    core.messages.changeGateway.mutationOptions({
      onSuccess: async (_saved, asked) => {
        // What was saved is there from now on, also while it is read again: leaving the page asks nothing.
        setSecret('');
        setBefore(asked.fields);
        await cache.invalidateQueries({ queryKey: core.messages.key() });
        toast({ message: say('messages.saved'), about: 'gateway' });
      },
    }),
  );
  const wrongField = refusalOf(error)?.params['field'];
  const sentence = error === null ? undefined : sentenceOf(error, say);
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);

  const part: GatewayFormPart = {
    fields,
    set: (change) => {
      setFields((now) => ({ ...now, ...change }));
      if (typeof wrongField === 'string' && wrongField in change) reset();
    },
    problem: (field) => (field === wrongField ? sentence : undefined),
  };

  return (
    <form
      ref={form}
      className={styles.column}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isPending) return;
        mutate({ version: own?.version ?? null, fields: asSaved(fields), ...(secret === '' ? {} : { secret }) });
      }}
    >
      <PresetChoice
        onChoose={(preset) => {
          reset();
          setFields(preset);
        }}
      />
      <RequestFields {...part} secret={secret} hasSecret={own?.hasSecret === true} onSecret={setSecret} />
      <AnswerFields {...part} />
      {sentence !== undefined && typeof wrongField !== 'string' && (
        <p className={styles.wrong} role="alert">
          {sentence}
        </p>
      )}
      <AskBeforeLeaving
        isChanged={secret !== '' || JSON.stringify(asSaved(fields)) !== JSON.stringify(asSaved(before))}
      />
      <div className={styles.line}>
        <Button kind="primary" type="submit" disabled={isPending}>
          {say('messages.save')}
        </Button>
        {children}
      </div>
    </form>
  );
}
