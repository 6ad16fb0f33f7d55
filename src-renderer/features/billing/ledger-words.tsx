import type { LedgerLine } from '#shared/contract/ledger.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';

const LOOKS: Readonly<Record<NonNullable<LedgerLine['bill']>, readonly [Glyph, Tone]>> = {
  unpaid: ['square', 'bad'],
  partial: ['triangle', 'warn'],
  paid: ['tick', 'good'],
};

/** Whether a bill is paid. */
export function BillState({ of: { bill, open } }: { of: Pick<LedgerLine, 'bill' | 'open'> }) {
  const say = useMessage();
  const { money } = useFormats();
  if (bill === null) return null;
  const [glyph, tone] = LOOKS[bill];
  return (
    <Status glyph={glyph} tone={tone}>
      {say(`ledger.${bill}`, { open: money(open ?? '0') })}
    </Status>
  );
}

/** "1 Nov 2026 – 30 Nov 2026", or one day. */
export function Period({ from, to }: Pick<LedgerLine, 'from' | 'to'>) {
  const say = useMessage();
  const { day } = useFormats();
  if (from === null) return null;
  // A day is not broken in two.
  const whole = (text: string): string => day(text).replaceAll(' ', '\u00A0');
  if (to === null || to === from) return whole(from);
  return say('ledger.from-to', { from: whole(from), to: whole(to) });
}
