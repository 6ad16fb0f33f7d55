import { useEffect } from 'react';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { client } from '../../host/core.ts';

/** Well within the time that an address is kept, in ms. */
const RENEW_MS = 5 * 60_000;

/** Keeps the chosen address while the later steps are filled in. Whoever lost it meanwhile is told when they save. */
export function useHeld({ block, ip }: RegistrationForm, draft: string, isPickerThere: boolean): void {
  useEffect(() => {
    if (isPickerThere || block === null || ip === '') return undefined;
    const renew = (): void => void client.networkAddresses.hold({ draft, block, ip }).catch(() => undefined);
    renew();
    const timer = setInterval(renew, RENEW_MS);
    return () => clearInterval(timer);
  }, [draft, block, ip, isPickerThere]);
}
