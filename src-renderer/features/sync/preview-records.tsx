import { Fragment, useState } from 'react';
import type { SyncPreview } from '#shared/contract/sync.ts';
import { fieldNamed } from '#shared/sync/rejection-words.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import { ChangeLines } from '../../ui/change-lines.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './sync.module.css';
import { kindWord, occasionWord } from './sync-words.ts';
import { TextChoice } from './text-choice.tsx';

type Match = SyncPreview['records'][number];
type Shown = 'all' | 'differing' | 'same' | 'new';

interface PreviewRecordsProps {
  readonly records: readonly Match[];
  /** What somebody has chosen otherwise, by the id of the record here. */
  readonly chosen: ReadonlyMap<string, string | null>;
  readonly onChoose: (id: string, into: string | null) => void;
  /** Messages whose text here is to hold. */
  readonly kept: ReadonlySet<string>;
  readonly onKeep: (id: string, isHereKept: boolean) => void;
}

/** The one of the server that a record becomes; null: it is new there. */
export const intoOf = ({ id, into }: Match, chosen: ReadonlyMap<string, string | null>): string | null => {
  const otherwise = chosen.get(id);
  return otherwise === undefined ? (into?.id ?? null) : otherwise;
};

/** Every record here beside the one of the server that it becomes. */
export function PreviewRecords({ records, chosen, onChoose, kept, onKeep }: PreviewRecordsProps) {
  const say = useMessage();
  const { count } = useFormats();
  const [shown, setShown] = useState<Shown>('all');
  const among: Readonly<Record<Shown, readonly Match[]>> = {
    all: records,
    differing: records.filter(({ into }) => into !== null && into.differs.length > 0),
    same: records.filter(({ into }) => into?.differs.length === 0),
    new: records.filter(({ into }) => into === null),
  };
  return (
    <section className={styles.records} aria-label={say('sync.records')}>
      <div className={styles.recordsHead}>
        <h2>{say('sync.records')}</h2>
        <p className="muted">{say('sync.records-what')}</p>
      </div>
      <ChoiceTabs
        label={say('sync.records-shown')}
        value={shown}
        onChoose={setShown}
        choices={(['all', 'differing', 'same', 'new'] as const).map((value) => ({
          value,
          word: say(`sync.records-${value}`),
          count: count(among[value].length),
        }))}
      />
      <table className={styles.wide}>
        <thead>
          <tr>
            <th scope="col">{say('sync.record-kind')}</th>
            <th scope="col">{say('sync.record-here')}</th>
            <th scope="col">{say('sync.record-there')}</th>
            <th scope="col">{say('sync.record-differs')}</th>
          </tr>
        </thead>
        <tbody>
          {among[shown].map((record) => (
            <Fragment key={record.id}>
              <MatchRow record={record} into={intoOf(record, chosen)} onChoose={onChoose} />
              {record.texts !== null && (
                <tr>
                  <td />
                  <td colSpan={3}>
                    <TextChoice
                      texts={record.texts}
                      isHereKept={kept.has(record.id)}
                      onKeep={(isHereKept) => onKeep(record.id, isHereKept)}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {among[shown].length === 0 && <p className={styles.none}>{say('sync.records-none')}</p>}
    </section>
  );
}

interface MatchRowProps {
  readonly record: Match;
  readonly into: string | null;
  readonly onChoose: (id: string, into: string | null) => void;
}

const NEW = '';

function MatchRow({ record, into, onChoose }: MatchRowProps) {
  const say = useMessage();
  const { kind, id, candidates, asNew, texts } = record;
  const named = (one: string): string => (kind === 'message-template' ? occasionWord(one, say) : one);
  const name = named(record.name);
  const others = candidates.filter((one) => one.id !== record.into?.id);
  const offered = [
    ...[...(record.into === null ? [] : [record.into]), ...others].map((one) => ({
      value: one.id,
      word: named(one.name),
    })),
    ...(asNew === null ? [] : [{ value: NEW, word: newWord(asNew, record.name, say) }]),
  ];
  const becomes = [record.into, ...candidates].find((one) => one !== null && one.id === into);
  const differs = becomes?.differs ?? [];
  return (
    <tr>
      <td>{kindWord(kind, say)}</td>
      <th scope="row">
        <span className={styles.name} title={name}>
          {name}
        </span>
      </th>
      <td>
        {offered.length === 1 ? (
          <span className={`${styles.name} ${record.into === null ? 'muted' : ''}`} title={offered[0]?.word}>
            {offered[0]?.word}
          </span>
        ) : (
          <Choice
            label={say('sync.becomes', { name })}
            hideLabel
            value={into ?? NEW}
            options={offered}
            onChoose={(value) => onChoose(id, value === NEW ? null : value)}
          />
        )}
      </td>
      <td>
        {differs.length > 0 && texts === null && (
          <>
            <Status glyph="triangle" tone="warn">
              {say('sync.takes-theirs')}
            </Status>
            <ChangeLines
              changes={differs.map(({ field, here, there }) => ({
                ...{ field: fieldNamed(field) ?? field, before: here ?? say('history.none'), after: there },
              }))}
            />
          </>
        )}
        {becomes && differs.length === 0 && <span className="muted">{say('sync.no-difference')}</span>}
      </td>
    </tr>
  );
}

const newWord = (asNew: string, name: string, say: Say): string =>
  asNew === name ? say('sync.new-there') : say('sync.new-there-as', { name: asNew });
