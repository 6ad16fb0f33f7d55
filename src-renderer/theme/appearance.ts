import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { remember, remembered } from './remembered.ts';

export const APPEARANCES = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];
export type Appearance = (typeof APPEARANCES)[number];

export const isAppearance = (value: unknown): value is Appearance => APPEARANCES.some((one) => one === value);

/** Light until somebody says otherwise; `auto` follows the machine. */
export function rememberedAppearance(): Appearance {
  const value = remembered('appearance');
  return isAppearance(value) ? value : 'light';
}

/** Sets the colours before the first picture, so that a dark screen never flashes white. */
export function paintEarly(): void {
  const chosen = rememberedAppearance();
  const machineIsDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const dark = chosen === 'dark' || (chosen === 'auto' && machineIsDark);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}

export const appearanceManager: MantineColorSchemeManager = {
  get: rememberedAppearance,
  set: (value) => remember('appearance', value),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => remember('appearance', 'light'),
};
