import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionOutcome, ActionRun } from '#shared/contract/actions.ts';
import { core } from '../../host/core.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './actions.module.css';

type State = ActionOutcome['state'];
const STATES = ['refused', 'failed', 'applied', 'undone'] as const satisfies readonly State[];

interface OutcomesProps {
  readonly run: ActionRun;
  /** For those that were refused: the way to do it another way. */
  readonly onSolve: ((outcome: ActionOutcome) => void) | undefined;
}

/** What came of a run, customer by customer; those for whom it went wrong first. */
export function Outcomes({ run, onSolve }: OutcomesProps) {
  const say = useMessage();
  const { count } = useFormats();
  const [chosen, setChosen] = useState<(typeof STATES)[number] | null>(null);
  const there = STATES.filter((state) => run[state] > 0);
  const state = chosen ?? there[0] ?? 'applied';
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    core.actions.outcomes.infiniteOptions({
      input: (after: number) => ({ run: run.id, state, after }),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next,
    }),
  );
  const outcomes = data?.pages.flatMap((page) => page.outcomes) ?? [];
  return (
    <>
      {there.length > 1 && (
        <ChoiceTabs
          label={say('actions.outcome')}
          value={state}
          choices={there.map((one) => ({ value: one, word: say(`actions.outcome-${one}`), count: count(run[one]) }))}
          onChoose={setChosen}
        />
      )}
      {/* A region that scrolls has to be reached by keyboard. */}
      <div className={styles.outcomes} role="region" aria-label={say('actions.outcome')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('customers.username')}</th>
              <th scope="col">{say('customers.name')}</th>
              <th scope="col">{say('actions.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <tr key={outcome.customer}>
                <td>{outcome.username}</td>
                <td>{outcome.fullName}</td>
                <td>
                  <OutcomeWord outcome={outcome} />
                  {outcome.state === 'refused' && onSolve !== undefined && (
                    <Button kind="quiet" onClick={() => onSolve(outcome)}>
                      {say('actions.solve')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button kind="quiet" onClick={() => void fetchNextPage()}>
          {say('actions.more')}
        </Button>
      )}
    </>
  );
}

function OutcomeWord({ outcome: { state, reason } }: { outcome: ActionOutcome }) {
  const say = useMessage();
  if (state === 'applied' || state === 'undone') {
    return (
      <Status glyph="tick" tone="good">
        {reason === null ? say(`actions.outcome-${state}`) : refusedSentence(reason, say)}
      </Status>
    );
  }
  return reason === null ? say('actions.outcome-failed') : refusedSentence(reason, say);
}
