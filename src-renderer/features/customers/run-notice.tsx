import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/page-states.tsx';

/** How often it is looked whether something is still being done, in ms. */
const LOOK = 2000;

/** Says over the list that something is still being done to many customers, also after the page was loaded anew. */
export function RunNotice({ onShow }: { onShow: (run: string) => void }) {
  const say = useMessage();
  const { data } = useQuery({
    ...core.actions.recent.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.some((run) => run.state === 'running') === true ? LOOK : false),
  });
  const run = data?.find(({ state }) => state === 'running');
  if (run === undefined) return null;
  const done = run.applied + run.refused + run.failed;
  return (
    <Notice actions={<Button onClick={() => onShow(run.id)}>{say('actions.show-run')}</Button>}>
      {say('actions.still-running', { action: say(`actions.do-${run.action}`), done, total: run.total })}
    </Notice>
  );
}
