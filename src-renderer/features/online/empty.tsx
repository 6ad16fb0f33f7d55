import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { NothingYet } from '../../ui/page-states.tsx';

/** Routers tell who is online, and there is none. */
export function NoRouter() {
  const say = useMessage();
  return (
    <NothingYet
      title={say('online.no-router')}
      text={say('online.no-router-text')}
      actions={
        <ButtonLink kind="primary" to={ROUTERS}>
          {say('online.to-routers')}
        </ButtonLink>
      }
    />
  );
}

const ROUTERS: string = '/routers';

/** There are routers, and they tell of nobody. */
export function NobodyOnline() {
  const say = useMessage();
  return (
    <NothingYet
      title={say('online.none-title')}
      text={say('online.none-text')}
      actions={<ButtonLink to="/customers">{say('online.to-customers')}</ButtonLink>}
    />
  );
}
