import { useMutation, useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './radius.module.css';

/** Asks the server whether it is there. What it said of another server is not shown. */
export function RadiusTrial() {
  const say = useMessage();
  const { data: server } = useQuery(core.radius.server.queryOptions());
  if (server === undefined) return null;
  if (server === null) return <p className="muted">{say('radius.trial-save-first')}</p>;
  return <Trial key={`${server.operator} ${server.version}`} />;
}

function Trial() {
  const say = useMessage();
  const { mutate, isPending, data, error } = useMutation(core.radius.status.mutationOptions());
  return (
    <div className={styles.column}>
      <div>
        <Button disabled={isPending} onClick={() => mutate({})}>
          {say(isPending ? 'radius.trial-running' : 'radius.trial-run')}
        </Button>
      </div>
      <div role="status" className={styles.column}>
        {!isPending && data?.alive === true && (
          <Status glyph="tick" tone="good">
            {say('radius.alive', { milliseconds: String(data.milliseconds ?? '') })}
          </Status>
        )}
        {!isPending && data?.alive === false && (
          <>
            <Status glyph="square" tone="bad">
              {say('radius.silent')}
            </Status>
            {data.reason !== null && <p>{refusedSentence(data.reason, say)}</p>}
          </>
        )}
        {!isPending && error !== null && <p className={styles.wrong}>{sentenceOf(error, say)}</p>}
      </div>
    </div>
  );
}
