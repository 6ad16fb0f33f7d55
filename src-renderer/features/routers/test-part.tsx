import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RouterLine } from '#shared/contract/routers.ts';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { readForm, useForm } from '../../ui/records/index.ts';
import type { Reached } from './router-fields.ts';
import styles from './routers.module.css';
import { SetUpScriptDialog } from './set-up-script-dialog.tsx';
import { TestSteps } from './test-steps.tsx';
import { reachedTyped } from './typed-router.ts';

/** Tries the connection as it stands in the form, and makes the script that sets the router up for it. */
export function TestPart({ line }: { line: RouterLine | null }) {
  const say = useMessage();
  const { typed, set } = useForm();
  const [scripting, setScripting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const test = useMutation({
    mutationFn: (reached: Reached) => client.routers.test({ id: line?.id ?? null, ...reached }),
  });
  const read = readForm(typed, reachedTyped, say);
  const now = 'fields' in read ? read.fields : null;
  // What was found holds for what was tried, not for what was typed since.
  const isOfNow = JSON.stringify(test.variables) === JSON.stringify(now);
  const run = (): void => {
    setProblem(null);
    if (now !== null) test.mutate(now);
    else setProblem(say('routers.test-first'));
  };
  const tested = isOfNow ? test.data : undefined;
  const unknown = tested !== undefined && now?.tls === true && tested.fingerprint !== now.fingerprint;
  const trust = (fingerprint: string): void => {
    set('fingerprint', fingerprint);
    if (now !== null) test.mutate({ ...now, fingerprint });
  };
  return (
    <div className={styles.test}>
      <div className={styles.buttons}>
        <Button onClick={run} disabled={test.isPending}>
          {say(test.isPending ? 'routers.testing' : 'routers.test')}
        </Button>
        <Button onClick={() => setScripting(true)}>{say('routers.script')}</Button>
      </div>
      {problem !== null && now === null && (
        <p className={styles.failure} role="alert">
          {problem}
        </p>
      )}
      {test.error !== null && isOfNow && (
        <p className={styles.failure} role="alert">
          {sentenceOf(test.error, say)}
        </p>
      )}
      {tested !== undefined && (
        <TestSteps tested={tested}>
          {unknown && tested.fingerprint !== null && <Trust fingerprint={tested.fingerprint} onTrust={trust} />}
        </TestSteps>
      )}
      {scripting && <SetUpScriptDialog onClose={() => setScripting(false)} />}
    </div>
  );
}

interface TrustProps {
  readonly fingerprint: string;
  readonly onTrust: (fingerprint: string) => void;
}

/** A certificate that somebody has to look at. */
export function Trust({ fingerprint, onTrust }: TrustProps) {
  const say = useMessage();
  return (
    <div className={styles.trust}>
      <div>
        <span className="muted">{say('routers.fingerprint')}</span>
        {/* As RouterOS writes it, so that the two can be held beside each other. */}
        <p className={`mono ${styles.fingerprint}`}>{fingerprint.replaceAll(':', '').toLowerCase()}</p>
      </div>
      <Button onClick={() => onTrust(fingerprint)}>{say('routers.trust')}</Button>
    </div>
  );
}
