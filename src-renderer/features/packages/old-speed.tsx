import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/page-states.tsx';

const SPEEDS = ['downKbps', 'upKbps', 'burstDownKbps', 'burstUpKbps', 'burstSeconds'] as const;

/** Whether customers who are online go on at the speed that they had: a router gives the new one to who connects. */
export const isHeldUp = (
  was: Pick<PackageLine, (typeof SPEEDS)[number] | 'connection' | 'customers'>,
  is: Pick<PackageFields, (typeof SPEEDS)[number]>,
): boolean =>
  was.customers > 0 &&
  (was.connection === 'pppoe' || was.connection === 'hotspot') &&
  SPEEDS.some((field) => was[field] !== is[field]);

/** Says of a package whose speed was changed who keeps the old one, and leads to where they are disconnected. */
export function OldSpeedNotice({ of: { id, name }, onClose }: { of: PackageLine; onClose: () => void }) {
  const say = useMessage();
  return (
    <Notice
      actions={
        <>
          <ButtonLink to="/customers" search={{ packages: id, status: 'active' }}>
            {say('packages.old-speed-customers')}
          </ButtonLink>
          <Button kind="quiet" onClick={onClose}>
            {say('common.close')}
          </Button>
        </>
      }
    >
      {say('packages.old-speed', { name })}
    </Notice>
  );
}
