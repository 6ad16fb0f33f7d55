import { useMantineColorScheme } from '@mantine/core';
import { useMessage } from '../../messages/use-message.ts';
import { APPEARANCES } from '../../theme/appearance.ts';
import { RadioList } from '../../ui/radio-list.tsx';

const WORDS = { auto: 'settings.as-system', light: 'settings.light', dark: 'settings.dark' } as const;

/** Light, dark, or as the machine has it. */
export function AppearanceChoice() {
  const say = useMessage();
  const { colorScheme, setColorScheme } = useMantineColorScheme({
    // Otherwise it would write a style element, which the page's policy forbids.
    keepTransitions: true,
  });
  return (
    <RadioList
      label={say('settings.appearance')}
      labelUnseen
      choices={APPEARANCES.map((value) => ({ value, word: say(WORDS[value]) }))}
      value={colorScheme}
      onChoose={setColorScheme}
    />
  );
}
