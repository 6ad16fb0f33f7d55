import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TEXT_KINDS, type TextKind } from '#shared/domain/message/default-texts.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { AskBeforeLeaving, LeaveDialog } from '../../ui/leave-dialog.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import styles from './messages.module.css';
import { type TextDraft, TextEditor } from './text-editor.tsx';

/** The texts, one at a time. Before what was typed over one is left for another place or another text, it is asked. */
export function TextsPart() {
  const say = useMessage();
  const [kind, setKind] = useState<TextKind>('payment-details');
  const [wanted, setWanted] = useState<TextKind | null>(null);
  // Another version of the text: what was typed over the one before does not go over.
  const [typed, setTyped] = useState<{ readonly over: string; readonly draft: TextDraft } | null>(null);
  const { data, error, refetch } = useQuery(core.messages.templates.queryOptions());
  const template = data?.find((one) => one.kind === kind);
  const over = template === undefined ? '' : `${kind} ${template.isOwn ? template.version : template.operator}`;
  const draft = typed?.over === over ? typed.draft : null;
  if (data === undefined)
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className={styles.tabs}>
        <ChoiceTabs
          label={say('messages.texts')}
          value={kind}
          choices={TEXT_KINDS.map((value) => ({ value, word: say(`messages.kind.${value}`) }))}
          onChoose={(next) => (draft === null ? setKind(next) : setWanted(next))}
        />
      </div>
      {template !== undefined && (
        <TextEditor
          key={over}
          template={template}
          draft={draft}
          onDraft={(next) => setTyped(next === null ? null : { over, draft: next })}
        />
      )}
      <AskBeforeLeaving isChanged={draft !== null} />
      <LeaveDialog
        opened={wanted !== null}
        onStay={() => setWanted(null)}
        onLeave={() => {
          setTyped(null);
          setWanted(null);
          if (wanted !== null) setKind(wanted);
        }}
      />
    </>
  );
}
