import { useMessage } from '../../messages/use-message.ts';
import { Page } from '../../ui/page.tsx';
import { GatewayPart } from './gateway-part.tsx';
import { Part } from './part.tsx';
import { TextsPart } from './texts-part.tsx';
import { TrialPart } from './trial-part.tsx';

/** What customers are written, and through which gateway. */
export function MessagesSettingsPage() {
  const say = useMessage();
  return (
    <Page title={say('messages.settings')}>
      <Part title={say('messages.texts')} what={say('messages.texts-what')}>
        <TextsPart />
      </Part>
      <Part title={say('messages.gateway')} what={say('messages.gateway-what')}>
        <GatewayPart />
      </Part>
      <Part title={say('messages.trial')} what={say('messages.trial-what')}>
        <TrialPart />
      </Part>
    </Page>
  );
}
