import { useMantineColorScheme } from '@mantine/core';
import { useMessage } from '../../messages/use-message.ts';
import { APPEARANCES } from '../../theme/appearance.ts';
import styles from './settings-page.module.css';

const WORDS = { auto: 'settings.as-system', light: 'settings.light', dark: 'settings.dark' } as const;

/** Light, dark, or as the machine has it. */
export function AppearanceChoice() {
  const say = useMessage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <fieldset className={styles.radios}>
      <legend className="unseen">{say('settings.appearance')}</legend>
      {APPEARANCES.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="appearance"
            checked={colorScheme === value}
            onChange={() => setColorScheme(value)}
          />
          {say(WORDS[value])}
        </label>
      ))}
    </fieldset>
  );
}
