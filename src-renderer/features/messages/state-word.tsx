import type { MessageState } from '#shared/domain/message/message.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';

const LOOKS: Readonly<Record<MessageState, { readonly glyph: Glyph; readonly tone: Tone }>> = {
  waiting: { glyph: 'dotted', tone: 'idle' },
  sending: { glyph: 'ring', tone: 'idle' },
  sent: { glyph: 'tick', tone: 'good' },
  failed: { glyph: 'square', tone: 'bad' },
  unknown: { glyph: 'triangle', tone: 'warn' },
  cancelled: { glyph: 'cross', tone: 'idle' },
};

/** What became of a message. */
export function StateWord({ state }: { state: MessageState }) {
  const say = useMessage();
  const { glyph, tone } = LOOKS[state];
  return (
    <Status glyph={glyph} tone={tone}>
      {say(`messages.${state}`)}
    </Status>
  );
}
