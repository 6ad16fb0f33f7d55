import { IconChevronLeft } from '@tabler/icons-react';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';

/** Before the title of a page about one router: the way back to all of them. */
export function BackToRouters() {
  const say = useMessage();
  return (
    <ButtonLink kind="icon" to="/routers" aria-label={say('routers.back')} title={say('routers.back')}>
      <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
    </ButtonLink>
  );
}
