import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { HistoryFilter } from '#shared/contract/history.ts';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { download } from '../../ui/download.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';

/** The lines that the filters leave, as a file. */
export function ExportMenu({ filter, isEmpty }: { filter: HistoryFilter; isEmpty: boolean }) {
  const say = useMessage();
  const may = useMay('history.export');
  const { mutate, isPending } = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') => client.history.export({ filter, format }),
    onSuccess: (file) => {
      download(file);
      toast({ message: say('history.exported', { file: file.name }) });
    },
    onError: (error) => toast({ message: sentenceOf(error, say) }),
  });
  const isOff = isEmpty || isPending || !may.allowed;
  return (
    <Menu position="bottom-end" shadow="md" disabled={isOff}>
      <Menu.Target>
        <Button disabled={isOff} title={may.why}>
          <IconDownload size={16} stroke={1.5} aria-hidden="true" />
          {say('history.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => mutate('xlsx')}>{say('history.export-xlsx')}</Menu.Item>
        <Menu.Item onClick={() => mutate('csv')}>{say('history.export-csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
