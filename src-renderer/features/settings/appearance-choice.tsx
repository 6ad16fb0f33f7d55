import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMessage } from '../../messages/use-message.ts';
import { APPEARANCES, isAppearance } from '../../theme/appearance.ts';

const WORDS = { auto: 'settings.as-system', light: 'settings.light', dark: 'settings.dark' } as const;

/** Light, dark, or as the machine has it. */
export function AppearanceChoice() {
  const say = useMessage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('settings.appearance')}
      data={APPEARANCES.map((value) => ({ value, label: say(WORDS[value]) }))}
      value={colorScheme}
      onChange={(value) => {
        if (isAppearance(value)) setColorScheme(value);
      }}
    />
  );
}
