import { useId } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import styles from './sync.module.css';

interface TextChoiceProps {
  readonly texts: { readonly here: string; readonly there: string };
  readonly isHereKept: boolean;
  readonly onKeep: (isHereKept: boolean) => void;
}

/** Two texts for one occasion beside each other, of which one holds from then on. */
export function TextChoice({ texts, isHereKept, onKeep }: TextChoiceProps) {
  const say = useMessage();
  const name = useId();
  return (
    <fieldset className={styles.texts}>
      <legend>{say('sync.texts-choose')}</legend>
      {(['there', 'here'] as const).map((side) => (
        <label key={side} data-chosen={(side === 'here') === isHereKept || undefined}>
          <input
            type="radio"
            name={name}
            checked={(side === 'here') === isHereKept}
            onChange={() => onKeep(side === 'here')}
          />
          <strong>{say(`sync.text-${side}`)}</strong>
          <span className={styles.text}>{texts[side]}</span>
        </label>
      ))}
    </fieldset>
  );
}
