import type { RouterCheck } from '#shared/contract/routers.ts';
import { differingIn } from '#shared/domain/provisioning/drift.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';

/** "10:42" of today, "12 Dec 2026, 10:42" of another day: most of what routers tell is of a moment ago. */
export function useMoment(): (instant: string) => string {
  const { date, clock, dateTime } = useFormats();
  return (instant) => (date(instant) === date(new Date().toISOString()) ? clock(instant) : dateTime(instant));
}

/** What a comparison has found, in words: "3 records differ". */
export function useCheckWords(): (compared: RouterCheck['compared'] & object) => string {
  const say = useMessage();
  return (compared) => {
    const count = differingIn(compared);
    return count === 0 ? say('routers.check-fine') : say('routers.check-differs', { count });
  };
}
