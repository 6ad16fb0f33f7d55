import { useMutation } from '@tanstack/react-query';
import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import { client, core, queryClient } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { download } from '../../ui/download.ts';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toast.tsx';
import { MissingValues } from './missing-values.tsx';
import styles from './reports.module.css';

type Preview = InferContractRouterOutputs<Contract>['reports']['btrcPreview'];

interface BtrcReportProps {
  readonly of: Preview;
  /** "2026-12-03", by the ISP's clock. */
  readonly today: string;
}

/** The report of one month: its sums, what is missing, and its way out of the house. */
export function BtrcReport({ of, today }: BtrcReportProps) {
  const say = useMessage();
  const { count } = useFormats();
  const facts = [
    ['reports.population', of.population],
    ['reports.joined', of.joined],
    ['reports.left', of.left],
    ['reports.incomplete', of.incomplete],
  ] as const;
  return (
    <>
      <HandedIn of={of} today={today} />
      {of.layoutProblem !== null && (
        <p className={styles.problem} role="alert">
          <Status glyph="square" tone="bad">
            {of.layoutProblem}
          </Status>
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{say(word)}</dt>
            <dd>{count(value)}</dd>
          </div>
        ))}
      </dl>
      <Export of={of} />
      {of.layoutProblem === null && <MissingValues of={of} />}
    </>
  );
}

function HandedIn({ of, today }: BtrcReportProps) {
  const say = useMessage();
  const { day } = useFormats();
  const isOver = today > `${of.month}-31`;
  const isLate = today > of.due;
  const { mutate, isPending, error } = useMutation({
    mutationFn: (handedIn: boolean) => client.reports.btrcHandedIn({ month: of.month, handedIn }),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: core.reports.key() }),
        queryClient.invalidateQueries({ queryKey: core.dashboard.key() }),
      ]),
  });
  return (
    <div className={styles.line} role="status">
      {of.handedIn && (
        <Status glyph="tick" tone="good">
          {say('reports.handed-in')}
        </Status>
      )}
      {!of.handedIn && isOver && (
        <Status glyph="triangle" tone="warn">
          {say(isLate ? 'reports.overdue' : 'reports.due', { due: day(of.due) })}
        </Status>
      )}
      {!isOver && (
        <Status glyph="ring" tone="idle">
          {say('reports.due', { due: day(of.due) })} · {say('reports.not-over')}
        </Status>
      )}
      {(of.handedIn || isOver) && (
        <Button kind="quiet" aria-disabled={isPending} onClick={() => !isPending && mutate(!of.handedIn)}>
          {say(of.handedIn ? 'reports.hand-back' : 'reports.hand-in')}
        </Button>
      )}
      {error !== null && <span role="alert">{sentenceOf(error, say)}</span>}
    </div>
  );
}

function Export({ of }: { of: Preview }) {
  const say = useMessage();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') => client.reports.btrcExport({ month: of.month, format }),
    onSuccess: (file) => {
      download(file);
      toast({ message: say('reports.exported', { file: file.name }) });
    },
  });
  if (of.population === 0) return <p className="muted">{say('reports.nobody')}</p>;
  const why = of.layoutProblem ?? undefined;
  const make = (format: 'xlsx' | 'csv') => () => {
    if (!isPending && why === undefined) mutate(format);
  };
  return (
    <>
      <div className={styles.line}>
        <Button
          kind="primary"
          disabled={why !== undefined}
          title={why}
          aria-disabled={isPending}
          onClick={make('xlsx')}
        >
          {say(isPending ? 'reports.exporting' : 'reports.export-xlsx')}
        </Button>
        <Button disabled={why !== undefined} title={why} aria-disabled={isPending} onClick={make('csv')}>
          {say('reports.export-csv')}
        </Button>
      </div>
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
    </>
  );
}
