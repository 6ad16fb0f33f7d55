import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { core } from '../host/core.ts';
import { type Formats, formatsFor } from './formats.ts';

/** The formats of the language on the screen, by the ISP's clock; by the machine's until the settings are there. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const { data } = useQuery(core.settings.get.queryOptions());
  const timeZone = data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => formatsFor(i18n.language, timeZone), [i18n.language, timeZone]);
}
