import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TEXT_KINDS, type TextKind } from '#shared/domain/message/default-texts.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import styles from './messages.module.css';
import { TextEditor } from './text-editor.tsx';

/** The texts, one at a time. */
export function TextsPart() {
  const say = useMessage();
  const [kind, setKind] = useState<TextKind>('payment-details');
  const { data, error, refetch } = useQuery(core.messages.templates.queryOptions());
  if (data === undefined)
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  const template = data.find((one) => one.kind === kind);
  return (
    <>
      <div className={styles.tabs}>
        <ChoiceTabs
          label={say('messages.texts')}
          value={kind}
          choices={TEXT_KINDS.map((value) => ({ value, word: say(`messages.kind.${value}`) }))}
          onChoose={setKind}
        />
      </div>
      {template !== undefined && (
        // Another one, or another version of it: what was typed over the one before does not go over.
        <TextEditor key={`${kind} ${template.isOwn ? template.version : template.operator}`} template={template} />
      )}
    </>
  );
}
