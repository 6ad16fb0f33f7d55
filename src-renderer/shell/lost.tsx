import { useMessage } from '../messages/use-message.ts';
import { ButtonLink } from '../ui/button.tsx';
import { NothingYet } from '../ui/page-states.tsx';
import { Page } from '../ui/page.tsx';

/** An address that leads nowhere: an old link, a typing error. */
export function Lost() {
  const say = useMessage();
  return (
    <Page title={say('shell.lost')} layout="fill">
      <NothingYet
        title={say('shell.lost')}
        text={say('shell.lost-text')}
        actions={<ButtonLink to="/customers">{say('shell.to-customers')}</ButtonLink>}
      />
    </Page>
  );
}
