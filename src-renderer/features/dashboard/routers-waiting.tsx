import { Link } from '@tanstack/react-router';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';

/** Routers on which something has to be put right, and those that could not be compared: a line for each of the two. */
export function RoutersWaiting({ routers }: Pick<Dashboard, 'routers'>) {
  const say = useMessage();
  const drifted = routers.filter(({ differing }) => differing > 0);
  const unread = routers.filter(({ isUnread }) => isUnread);
  const [first] = drifted;
  const [silent] = unread;
  return (
    <>
      {first && (
        <li>
          <Status glyph="triangle" tone="warn">
            {drifted.length === 1
              ? say('dashboard.router-differs', { router: first.name, count: first.differing })
              : say('dashboard.routers-differ', { router: first.name, routers: drifted.length })}
          </Status>{' '}
          {drifted.length === 1 ? (
            <Link to="/routers/$id/drift" params={{ id: first.id }}>
              {say('dashboard.to-drift')}
            </Link>
          ) : (
            <Link to="/routers">{say('dashboard.to-routers')}</Link>
          )}
        </li>
      )}
      {silent && (
        <li>
          <Status glyph="triangle" tone="bad">
            {unread.length === 1
              ? say('dashboard.router-unread', { router: silent.name })
              : say('dashboard.routers-unread', { router: silent.name, routers: unread.length })}
          </Status>{' '}
          <Link to="/routers">{say('dashboard.to-routers')}</Link>
        </li>
      )}
    </>
  );
}
