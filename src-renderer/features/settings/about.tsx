import type { Settings } from '#shared/contract/settings.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts } from '../../ui/facts.tsx';

/** Which program this is and where it keeps what it knows. */
export function About({ settings }: { settings: Settings }) {
  const say = useMessage();
  const { name, operator } = settings.actor;
  return (
    <Facts>
      <Fact name={say('settings.version')}>{settings.version}</Fact>
      <Fact name={say('settings.data-folder')} mono>
        {settings.dataFolder}
      </Fact>
      <Fact name={say('settings.signed-in')}>
        {name === operator ? name : say('settings.actor', { name, operator })}
      </Fact>
      <Fact name={say('settings.shortcuts')}>{say('settings.shortcuts-where')}</Fact>
    </Facts>
  );
}
