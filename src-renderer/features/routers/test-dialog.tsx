import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RouterLine } from '#shared/contract/routers.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldsOfLine, reachedOf } from './router-fields.ts';
import styles from './routers.module.css';
import { Trust } from './test-part.tsx';
import { TestSteps } from './test-steps.tsx';

interface TestDialogProps {
  readonly line: RouterLine;
  readonly mayTrust: boolean;
  readonly onClose: () => void;
}

/** The connection of a router as it is kept, tried at once. */
export function TestDialog({ line, mayTrust, onClose }: TestDialogProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const told = (): Promise<void> => cache.invalidateQueries({ queryKey: core.routers.list.queryKey() });
  const test = useMutation({
    mutationFn: (fingerprint: string | null) => client.routers.test({ id: line.id, ...reachedOf(line), fingerprint }),
    onSettled: told,
  });
  const trust = useMutation({
    mutationFn: async (fingerprint: string) => {
      const { id, version } = line;
      await client.routers.change({ id, version, fields: { ...fieldsOfLine(line), fingerprint } });
      return fingerprint;
    },
    onSuccess: async (fingerprint) => {
      await told();
      test.mutate(fingerprint);
    },
  });
  const { mutate } = test;
  const { fingerprint } = line;
  // Once: what changes of the router while the dialog is open has been tried by then.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- as above
  useEffect(() => mutate(fingerprint), []);
  const failure = test.error ?? trust.error;
  const shown = test.data?.fingerprint ?? null;
  return (
    <Dialog
      title={say('routers.test-title', { name: line.name })}
      opened
      onClose={onClose}
      width={680}
      actions={
        <>
          <Button onClick={() => test.mutate(test.variables ?? fingerprint)} disabled={test.isPending}>
            {say(test.isPending ? 'routers.testing' : 'routers.test-again')}
          </Button>
          <Button kind="primary" onClick={onClose} data-autofocus="">
            {say('common.close')}
          </Button>
        </>
      }
    >
      <div className={styles.test} aria-busy={test.isPending}>
        {test.data === undefined && failure === null && <p role="status">{say('routers.testing')}</p>}
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {sentenceOf(failure, say)}
          </p>
        )}
        {test.data !== undefined && (
          <TestSteps tested={test.data}>
            {mayTrust && line.tls && shown !== null && shown !== test.variables && (
              <Trust fingerprint={shown} onTrust={trust.mutate} />
            )}
          </TestSteps>
        )}
      </div>
    </Dialog>
  );
}
