import { type ReactNode, useState } from 'react';
import { folded } from '#shared/domain/text.ts';
import { useMessage } from '../messages/use-message.ts';
import styles from './check-list.module.css';

/** So many choices are seen at once; more of them are looked for by name. */
const IN_SIGHT = 8;

interface CheckListProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** A choice of any number out of many, with a field that finds them by a part of their name. */
export function CheckList({ label, choices, chosen, onChoose }: CheckListProps): ReactNode {
  const say = useMessage();
  const [text, setText] = useState('');
  const found = choices.filter(({ word }) => folded(word).includes(folded(text)));
  return (
    <fieldset className={styles.list}>
      <legend>{label}</legend>
      {choices.length > IN_SIGHT && (
        <input
          type="text"
          className={styles.find}
          aria-label={say('common.find-choice')}
          placeholder={say('common.find-choice')}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div className={styles.choices}>
        {found.map(({ value, word }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChoose(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            {word}
          </label>
        ))}
        {found.length === 0 && <p className="muted">{say('common.no-choice')}</p>}
      </div>
    </fieldset>
  );
}
