import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyncPreview, SyncStatus } from '#shared/contract/sync.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { Activity } from './activity.tsx';
import { besidePreview } from './beside-preview.ts';
import { intoOf } from './preview-records.tsx';

interface JoinDialogProps {
  readonly preview: SyncPreview;
  readonly chosen: ReadonlyMap<string, string | null>;
  readonly kept: ReadonlySet<string>;
  readonly status: SyncStatus;
  readonly onClose: () => void;
}

/** Says that it cannot be undone before it is done. */
export function JoinDialog({ preview, chosen, kept, status, onClose }: JoinDialogProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const { records, customers, lines, operator } = preview;
  const join = useMutation(
    core.sync.join.mutationOptions({
      onSuccess: async (now) => {
        onClose();
        cache.setQueryData(core.sync.status.queryKey(), now);
        toast({ message: say('sync.joined', { operator }) });
        await cache.invalidateQueries(besidePreview);
      },
    }),
  );
  const texts = records.filter((record) => record.texts !== null);
  const keep = texts.map(({ id }) => id).filter((id) => kept.has(id));
  const given = texts.length - keep.length;
  const renamed = records.filter(
    (record) =>
      record.kind === 'staff-user' && intoOf(record, chosen) === null && (record.asNew ?? record.name) !== record.name,
  );
  const matched = records.filter((record) => intoOf(record, chosen) !== null).length;
  return (
    <AskDialog
      title={say('sync.join-title')}
      word={say(join.isPending ? 'sync.joining-now' : 'sync.join')}
      isPending={join.isPending}
      wrong={join.error && sentenceOf(join.error, say)}
      onDo={() =>
        join.mutate({
          into: Object.fromEntries(records.map((record) => [record.id, intoOf(record, chosen)])),
          keep,
        })
      }
      onClose={onClose}
    >
      <p>{say('sync.join-sends', { operator, customers, lines })}</p>
      {records.length > 0 && <p>{say('sync.join-records', { matched, fresh: records.length - matched })}</p>}
      {given > 0 && <p>{say('sync.join-texts', { count: given })}</p>}
      {keep.length > 0 && <p>{say('sync.join-texts-kept', { count: keep.length })}</p>}
      {renamed.length > 0 && (
        <>
          <p>{say('sync.join-names')}</p>
          <ul>
            {renamed.map(({ id, name, asNew }) => (
              <li key={id}>
                {name} → <strong>{asNew}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <strong>{say('sync.join-final')}</strong> {say('sync.join-backup')}
      </p>
      {join.isPending && <Activity status={status} />}
    </AskDialog>
  );
}
