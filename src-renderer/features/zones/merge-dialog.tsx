import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ZoneLine } from '#shared/contract/office.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { pathOf } from './zone-path.ts';

interface MergeDialogProps {
  readonly zone: ZoneLine;
  readonly zones: readonly ZoneLine[];
  readonly onClose: () => void;
}

/** Asks into which zone everything of another goes; the other is gone then. */
export function MergeDialog({ zone, zones, onClose }: MergeDialogProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const [into, setInto] = useState<string | null>(null);
  const others = zones.filter(({ id, mayChange, retiredAt }) => id !== zone.id && mayChange && retiredAt === null);
  const target = others.find(({ id }) => id === into);
  const merge = useMutation(
    core.zones.merge.mutationOptions({
      onSuccess: async ({ moved }) => {
        onClose();
        toast({ message: say('zones.merged', { from: zone.name, into: target?.name ?? '', count: moved }) });
        await cache.invalidateQueries();
      },
    }),
  );
  return (
    <Dialog
      title={say('zones.merge-title', { name: zone.name })}
      opened
      onClose={onClose}
      lightDismiss={!merge.isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={merge.isPending}>
            {say('common.cancel')}
          </Button>
          <Button
            kind="danger"
            disabled={merge.isPending || into === null}
            onClick={() => into !== null && merge.mutate({ from: zone.id, into })}
          >
            {merge.isPending ? say('zones.merging') : say('zones.merge-do')}
          </Button>
        </>
      }
    >
      <Select
        label={say('zones.merge-into')}
        data={others.map((one) => ({ value: one.id, label: pathOf(one, zones) }))}
        value={into}
        onChange={setInto}
        searchable={others.length > 8}
        allowDeselect={false}
        limit={200}
        data-autofocus=""
      />
      <p style={{ marginTop: 12 }}>{say('zones.merge-text', { name: zone.name, count: zone.customers })}</p>
      {merge.error !== null && <p role="alert">{sentenceOf(merge.error, say)}</p>}
    </Dialog>
  );
}
