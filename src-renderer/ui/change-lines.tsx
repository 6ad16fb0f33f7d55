import type { HistoryLine } from '#shared/contract/history.ts';
import { actionParts, fieldOf, valueOf } from '#shared/domain/history/words.ts';
import { useFormats } from '../messages/use-formats.ts';
import { type Say, useMessage } from '../messages/use-message.ts';
import styles from './change-lines.module.css';

type Change = HistoryLine['changes'][number];

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** "Suspended" of "customer.suspend"; what the catalogue has no word for is shown as it was recorded. */
export function actionWord(action: string, say: Say): string {
  const { verb } = actionParts(action);
  return verb === null ? action : say(`history.verb.${verb}`);
}

/** "Customer" of "customer.suspend". */
export function kindWord(action: string, say: Say): string {
  const { kind } = actionParts(action);
  return kind === null ? (action.split('.')[0] ?? action) : say(`history.kind.${kind}`);
}

/** "Package"; an ISP's own field ("custom:NID") by its label. */
function fieldWord(field: string, say: Say): string {
  const known = fieldOf(field);
  return known === null ? field.replace(/^custom:/, '') : say(`history.field.${known}`);
}

/** What a line of the history changed, field by field: "Package: Home 5M → Home 10M". */
export function ChangeLines({ changes }: { changes: HistoryLine['changes'] }) {
  if (changes.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <ChangeLine key={change.field} change={change} />
      ))}
    </ul>
  );
}

function ChangeLine({ change: { field, before, after } }: { change: Change }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const words = (value: string): string => {
    const word = valueOf(field, value);
    if (word !== null) return say(`history.value.${word}`);
    return INSTANT.test(value) ? dateTime(value) : value;
  };
  return (
    <li>
      <span className={styles.field}>{fieldWord(field, say)}</span>{' '}
      {before !== null && (
        <>
          <del>{words(before)}</del>{' '}
          <span className={styles.arrow} aria-hidden="true">
            →
          </span>{' '}
        </>
      )}
      <ins>{after === null ? say('history.none') : words(after)}</ins>
    </li>
  );
}
