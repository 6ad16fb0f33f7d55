import { useState } from 'react';
import { remember, remembered } from '../../theme/remembered.ts';

/** One of a few, as this person chose it last on this machine; the first of them until then. */
export function useRemembered<Value extends string>(
  name: string,
  choices: readonly [Value, ...Value[]],
): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    const before = remembered(name);
    return choices.find((choice) => choice === before) ?? choices[0];
  });
  const choose = (next: Value): void => {
    remember(name, next);
    setValue(next);
  };
  return [value, choose];
}
