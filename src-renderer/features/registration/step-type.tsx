import { CONNECTIONS } from '#shared/domain/package/package.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceList } from './choice-list.tsx';
import { useWizard } from './wizard-context.ts';

/** 1: how the customer is connected. What follows depends on it. */
export function StepType() {
  const say = useMessage();
  const { form, set, problemOf } = useWizard();
  return (
    <ChoiceList
      label={say('registration.connection')}
      choices={CONNECTIONS.map((value) => ({
        value,
        word: say(`registration.connection-${value}`),
        hint: say(`registration.connection-${value}-hint`),
      }))}
      value={form.connection}
      onChoose={(connection) => set({ connection })}
      error={problemOf('connection')}
    />
  );
}
