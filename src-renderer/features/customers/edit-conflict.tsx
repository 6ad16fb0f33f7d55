import { useId, useState } from 'react';
import type { CustomerFields } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './customer-page.module.css';
import { FIELD_WORDS, type PlainField, valueIn } from './edit-fields.ts';

/** What somebody else saved while this form was open. */
export interface Conflict {
  readonly version: number;
  readonly by: string;
  readonly at: string;
  readonly before: CustomerFields;
  readonly theirs: CustomerFields;
  readonly both: readonly string[];
}

interface EditConflictProps {
  readonly conflict: Conflict;
  readonly mine: CustomerFields;
  /** Of custom fields, by "custom:<id>". */
  readonly labels: ReadonlyMap<string, string>;
  readonly isPending: boolean;
  readonly onSettle: (keepsMine: (field: string) => boolean) => void;
}

/** Both values of every field that two people changed at once, and the choice between them. */
export function EditConflict({ conflict, mine, labels, isPending, onSettle }: EditConflictProps) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const title = useId();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (field: string, isTheirs: boolean): void => {
    const next = new Set(theirs);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  return (
    <section className={styles.conflict} aria-labelledby={title}>
      <h2 id={title} role="alert">
        {say('customer.conflict', { by: conflict.by, at: dateTime(conflict.at) })}
      </h2>
      <p>{say('customer.conflict-text')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('customer.field')}</th>
            <th scope="col">{say('customer.mine')}</th>
            <th scope="col">{say('customer.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.both.map((field) => {
            const label = labels.get(field) ?? say(FIELD_WORDS[field as PlainField]); // It is no custom one.
            return (
              <tr key={field}>
                <th scope="row">{label}</th>
                {[false, true].map((isTheirs) => (
                  <td key={String(isTheirs)}>
                    <label>
                      <input
                        type="radio"
                        name={`${title} ${field}`}
                        aria-label={say(isTheirs ? 'customer.take-theirs' : 'customer.keep-mine', { field: label })}
                        checked={theirs.has(field) === isTheirs}
                        onChange={() => choose(field, isTheirs)}
                      />
                      {valueIn(isTheirs ? conflict.theirs : mine, field) || say('customer.empty')}
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.decide}>
        <Button kind="primary" disabled={isPending} onClick={() => onSettle((field) => !theirs.has(field))}>
          {say('customer.save-decided')}
        </Button>
      </div>
    </section>
  );
}
