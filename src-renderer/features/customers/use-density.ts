import { useState } from 'react';
import { remember, remembered } from '../../theme/remembered.ts';
import { type Density, DENSITIES } from '../../ui/grid/index.ts';

/** How dense the rows are, as this person chose it last. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() => {
    const before = remembered('density');
    return before !== null && before in DENSITIES ? (before as Density) : 'normal'; // It is one of the keys.
  });
  const choose = (next: Density): void => {
    remember('density', next);
    setDensity(next);
  };
  return [density, choose];
}
