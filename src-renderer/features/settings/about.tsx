import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Part } from './part.tsx';

/** Which program this is, where it keeps what it knows, and who is signed in. */
export function AboutPage() {
  const say = useMessage();
  const { data: settings } = useQuery(core.settings.get.queryOptions());
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const who = state?.who;
  return (
    <Page title={say('settings.about')}>
      <Part title={say('app.name')}>
        <Facts>
          <Fact name={say('settings.version')}>{settings?.version}</Fact>
          <Fact name={say('settings.data-folder')} mono>
            {settings?.dataFolder}
          </Fact>
          <Fact name={say('settings.signed-in')}>
            {who &&
              (who.name === who.operator
                ? who.name
                : say('settings.actor', { name: who.name, operator: who.operator }))}
          </Fact>
          <Fact name={say('settings.shortcuts')}>{say('settings.shortcuts-where')}</Fact>
        </Facts>
      </Part>
    </Page>
  );
}
