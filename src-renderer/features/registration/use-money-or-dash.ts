import { useFormats } from '../../messages/use-formats.ts';

/** An amount of a quote; what cannot be read is a dash, and not nothing. */
export function useMoneyOrDash(): (amount: string | null) => string {
  const { money } = useFormats();
  return (amount) => (amount === null ? '—' : money(amount));
}
