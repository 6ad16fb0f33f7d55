import { useState } from 'react';
import type { SyncPreview } from '#shared/contract/sync.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Choice } from '../../ui/choice.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './sync.module.css';
import { fieldWord, kindWord } from './sync-words.ts';

type Match = SyncPreview['records'][number];
type Shown = 'all' | 'differing' | 'same' | 'new';

interface PreviewRecordsProps {
  readonly records: readonly Match[];
  /** What somebody has chosen otherwise, by the id of the record here. */
  readonly chosen: ReadonlyMap<string, string | null>;
  readonly onChoose: (id: string, into: string | null) => void;
}

/** The one of the server that a record becomes; null: it is new there. */
export const intoOf = ({ id, into }: Match, chosen: ReadonlyMap<string, string | null>): string | null => {
  const otherwise = chosen.get(id);
  return otherwise === undefined ? (into?.id ?? null) : otherwise;
};

/** Every record here beside the one of the server that it becomes. */
export function PreviewRecords({ records, chosen, onChoose }: PreviewRecordsProps) {
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
            <MatchRow key={record.id} record={record} into={intoOf(record, chosen)} onChoose={onChoose} />
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
  const { kind, id, name, candidates, asNew } = record;
  const isNewThere = asNew === name ? say('sync.new-there') : say('sync.new-there-as', { name: asNew });
  const others = candidates.filter((one) => one.id !== record.into?.id);
  const offered = record.into === null ? others : [record.into, ...others];
  const differs = record.into !== null && record.into.id === into ? record.into.differs : [];
  return (
    <tr>
      <td>{kindWord(kind, say)}</td>
      <th scope="row">{name}</th>
      <td>
        {offered.length === 0 ? (
          <span className="muted">{isNewThere}</span>
        ) : (
          <Choice
            label={say('sync.becomes', { name })}
            hideLabel
            value={into ?? NEW}
            options={[...offered.map((one) => ({ value: one.id, word: one.name })), { value: NEW, word: isNewThere }]}
            onChoose={(value) => onChoose(id, value === NEW ? null : value)}
          />
        )}
      </td>
      <td>
        {differs.length > 0 && (
          <Status glyph="triangle" tone="warn">
            {say('sync.differs', { fields: differs.map((field) => fieldWord(field, say)).join(' · ') })}
          </Status>
        )}
        {into !== null && record.into?.id === into && differs.length === 0 && (
          <span className="muted">{say('sync.no-difference')}</span>
        )}
        {into !== null && record.into?.id !== into && <span className="muted">{say('sync.takes-theirs')}</span>}
      </td>
    </tr>
  );
}
