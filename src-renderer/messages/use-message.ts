import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageKey } from './catalogue.ts';

/** Says one sentence of the catalogue. Numbers are grouped; `count` also chooses between one and many. */
export type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string;

/** `const say = useMessage(); say('customers.title')` */
export function useMessage(): Say {
  const { t } = useTranslation();
  return useCallback((key, params) => t(key, params ?? {}), [t]);
}
