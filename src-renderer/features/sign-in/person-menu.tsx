import { Menu } from '@mantine/core';
import { IconChevronUp, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { client, core, queryClient } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { SetPasswordDialog } from './password-dialog.tsx';
import styles from './person-menu.module.css';
import { useEntering } from './use-entering.ts';

/** Who is signed in, and what they can do about it. */
export function PersonMenu() {
  const say = useMessage();
  const enter = useEntering();
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  const [password, setPassword] = useState(false);
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const failed = (error: unknown): void => toast({ message: sentenceOf(error, say) });
  const lock = useMutation({
    mutationFn: () => client.signIn.lock(),
    onSuccess: (now) => queryClient.setQueryData(core.signIn.state.queryKey(), now),
    onError: failed,
  });
  const leave = useMutation({
    mutationFn: () => client.signIn.leave(),
    onSuccess: async (now) => {
      // Whoever comes next begins at the beginning.
      await navigate({ to: '/customers' });
      await enter(now, null);
    },
    onError: failed,
  });
  const who = state?.who;
  if (!who) return null;
  const role = say(`signIn.${who.role}`);
  // Without a password nobody could come back.
  const isOpen = !state.isNeeded;
  const why = isOpen ? say('signIn.no-password-yet') : undefined;
  return (
    <>
      {/* An element that is no item must not stand in a menu: the first item takes the focus, and the button gets it back. */}
      <Menu
        position="top-start"
        width={232}
        withInitialFocusPlaceholder={false}
        onClose={() => button.current?.focus()}
      >
        <Menu.Target>
          <button
            ref={button}
            type="button"
            className={styles.person}
            aria-label={say('signIn.person', { name: who.name, role })}
          >
            <IconUser size={18} stroke={1.5} aria-hidden="true" />
            <span className={styles.words}>
              <span>{who.name}</span>
              <span>{who.isRoot ? role : say('signIn.role-of', { role, operator: who.operator })}</span>
            </span>
            <IconChevronUp className={styles.chevron} size={14} stroke={1.75} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {who.isRoot
              ? say('settings.actor', { name: who.name, operator: role })
              : say('signIn.as', { name: who.name, role, operator: who.operator })}
            {why !== undefined && <span className={styles.why}>{why}</span>}
          </Menu.Label>
          <Menu.Item onClick={() => setPassword(true)}>
            {say(isOpen ? 'signIn.set-password-open' : 'signIn.change-password-open')}
          </Menu.Item>
          <Menu.Item disabled={isOpen || lock.isPending} title={why} onClick={() => lock.mutate()}>
            {say('signIn.lock')}
          </Menu.Item>
          <Menu.Item disabled={isOpen || leave.isPending} title={why} onClick={() => leave.mutate()}>
            {say('signIn.leave')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SetPasswordDialog opened={password} onClose={() => setPassword(false)} />
    </>
  );
}
