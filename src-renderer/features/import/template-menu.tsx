import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { download } from '../../ui/download.ts';

/** The official template, in either format. */
export function TemplateMenu() {
  const say = useMessage();
  const template = useMutation(
    core.import.template.mutationOptions({
      onSuccess: download,
      onError: (error) => toast({ message: sentenceOf(error, say) }),
    }),
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button disabled={template.isPending}>
          {say('import.template')}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => template.mutate({ format: 'xlsx' })}>{say('import.template-xlsx')}</Menu.Item>
        <Menu.Item onClick={() => template.mutate({ format: 'csv' })}>{say('import.template-csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
