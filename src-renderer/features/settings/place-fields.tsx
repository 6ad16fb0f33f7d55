import { Select } from '@mantine/core';
import { type FocusEvent, type MouseEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countries, currencies, timeZones } from '../../messages/regions.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './settings-page.module.css';

export interface PlaceChosen {
  readonly country: string | null;
  readonly currency: string;
  readonly timeZone: string;
}

interface PlaceFieldsProps {
  readonly value: PlaceChosen;
  readonly onChange: (change: Partial<{ readonly [Field in keyof PlaceChosen]: string }>) => void;
  readonly disabled: boolean;
  /** Why the currency stays what it is. */
  readonly currencyStays?: string | undefined;
  /** What is wrong with the country. */
  readonly problem?: string | undefined;
  /** In a dialog the lists may leave it. */
  readonly inDialog?: boolean;
}

const IN_DIALOG = { withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' } as const;

/** Country, currency and time zone. Each is found by typing, and Enter takes what is found first. */
export function PlaceFields(props: PlaceFieldsProps) {
  const { value, onChange, disabled, currencyStays, problem, inDialog = false } = props;
  const say = useMessage();
  const { language } = useTranslation().i18n;
  const choices = useMemo(
    () => ({ countries: countries(language), currencies: currencies(language), timeZones: timeZones() }),
    [language],
  );
  const field = {
    searchable: true,
    selectFirstOptionOnChange: true,
    allowDeselect: false,
    limit: 300,
    // What is chosen now is marked, so that the first key begins a search and does not add to the name.
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
    onMouseUp: (event: MouseEvent) => event.preventDefault(),
    className: inDialog ? '' : (styles.select ?? ''),
    openOnFocus: !inDialog,
    ...(inDialog && { comboboxProps: IN_DIALOG, maxDropdownHeight: 220 }),
  } as const;
  return (
    <>
      <Select
        {...field}
        label={say('settings.country')}
        placeholder={say('settings.choose-country')}
        disabled={disabled}
        data={choices.countries}
        value={value.country}
        error={problem}
        required={inDialog}
        selectFirstOptionOnDropdownOpen={value.country === null}
        onChange={(country) => country !== null && onChange({ country })}
      />
      <Select
        {...field}
        label={say('settings.currency')}
        description={currencyStays}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={disabled || currencyStays !== undefined}
        data={choices.currencies}
        value={value.currency}
        onChange={(currency) => currency !== null && onChange({ currency })}
      />
      <Select
        {...field}
        label={say('settings.time-zone')}
        disabled={disabled}
        data={choices.timeZones}
        value={value.timeZone}
        onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
      />
    </>
  );
}
