import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MessageLine } from '#shared/contract/messages.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import type { GridColumn } from '../../ui/grid/index.ts';
import { StateWord } from './state-word.tsx';

/** Why it is as it is; nothing of what was sent. */
export const reasonOf = ({ reason }: MessageLine, say: Say): string =>
  reason === null ? '' : refusedSentence(reason, say);

/** What was sent; of what is only made when it is sent, that. */
export const textOf = ({ text, state }: MessageLine, say: Say): string =>
  text ?? (state === 'waiting' ? say('messages.made-when-sent') : '');

/** Whether the customer went to an operator out of reach; a trial has none. */
export const isMoved = ({ customer, kind }: MessageLine): boolean => customer === null && kind !== 'test';

/** The columns of the list. */
export function useMessageColumns(): readonly GridColumn<MessageLine>[] {
  const say = useMessage();
  const { dateTime } = useFormats();
  return useMemo(
    (): readonly GridColumn<MessageLine>[] => [
      {
        id: 'state',
        header: say('messages.state'),
        width: 106,
        sticky: true,
        text: ({ state }) => say(`messages.${state}`),
        render: ({ state }) => <StateWord state={state} />,
      },
      {
        id: 'reason',
        header: say('messages.reason'),
        width: 190,
        text: (line) => reasonOf(line, say),
        render: (line) => {
          const reason = reasonOf(line, say);
          return reason === '' ? '' : <span title={reason}>{reason}</span>;
        },
      },
      {
        id: 'time',
        header: say('messages.column-time'),
        width: 136,
        text: ({ endedAt, createdAt }) => dateTime(endedAt ?? createdAt),
      },
      {
        id: 'to',
        header: say('messages.column-to'),
        width: 120,
        text: (line) => (isMoved(line) ? say('messages.moved') : (line.fullName ?? '')),
        render: (line) => {
          const { customer, fullName } = line;
          if (customer === null) return isMoved(line) && <span className="muted">{say('messages.moved')}</span>;
          return (
            // The grid is one Tab stop: by keyboard, the message's own page leads there.
            <Link to="/customers/$id" params={{ id: customer }} tabIndex={-1}>
              {fullName}
            </Link>
          );
        },
      },
      { id: 'phone', header: say('messages.phone'), width: 130, text: ({ phone }) => phone ?? '' },
      { id: 'kind', header: say('messages.column-kind'), width: 120, text: ({ kind }) => say(`messages.kind.${kind}`) },
      {
        id: 'text',
        header: say('messages.column-text'),
        width: 160,
        grow: true,
        text: (line) => textOf(line, say),
        render: (line) => {
          const text = textOf(line, say);
          return line.text === null ? <span className="muted">{text}</span> : <span title={text}>{text}</span>;
        },
      },
      {
        id: 'parts',
        header: say('messages.column-parts'),
        width: 62,
        align: 'end',
        text: ({ parts }) => (parts === null ? '' : String(parts)),
      },
      {
        id: 'by',
        header: say('messages.column-by'),
        width: 84,
        text: ({ createdBy }) => createdBy ?? say('messages.by-itself'),
      },
    ],
    [say, dateTime],
  );
}
