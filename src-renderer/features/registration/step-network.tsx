import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AddressPicker } from '../../ui/address-picker/index.ts';
import { useMessage } from '../../messages/use-message.ts';
import { useMay } from '../sign-in/index.ts';
import { ChoiceList } from './choice-list.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** 3: the address. Of PPPoE the router may give one, where the plan allows it; a fixed one is always chosen. */
export function StepNetwork() {
  const say = useMessage();
  const { id, form, set, problemOf, offered, onTypedIp } = useWizard();
  const { blocks, mayComeFromPool } = offered;
  const fromPool = form.fromPool && mayComeFromPool;
  // Without a block there is only the pool.
  const isOnlyPool = mayComeFromPool && blocks.length === 0;
  useEffect(() => {
    if (isOnlyPool && !form.fromPool) set({ fromPool: true, ip: '' });
  });
  return (
    <>
      {mayComeFromPool && (
        <ChoiceList
          label={say('registration.address-from')}
          choices={(isOnlyPool ? (['pool'] as const) : (['pool', 'block'] as const)).map((value) => ({
            value,
            word: say(`registration.address-${value}`),
            hint: say(`registration.address-${value}-hint`),
          }))}
          value={fromPool || isOnlyPool ? 'pool' : 'block'}
          onChoose={(value) => set(value === 'pool' ? { fromPool: true, ip: '' } : { fromPool: false })}
        />
      )}
      {blocks.length === 0 && <NoBlocks />}
      {!fromPool && blocks.length > 0 && (
        <AddressPicker
          label={say('registration.address-from')}
          blocks={blocks}
          value={{ block: form.block, ip: form.ip }}
          onChange={set}
          onTyped={onTypedIp}
          draft={id}
          error={problemOf('ip')}
          required
        />
      )}
      {fromPool && problemOf('ip') !== undefined && <p className={styles.wrong}>{problemOf('ip')}</p>}
    </>
  );
}

/** There is no address to choose: of a fixed one it is what is missing, and who can mend it is told. */
function NoBlocks() {
  const say = useMessage();
  const { form, offered, problemOf } = useWizard();
  const { allowed } = useMay('networkAddresses.add');
  const isWrong = !offered.mayComeFromPool && problemOf('ip') !== undefined;
  return (
    <p className={isWrong ? styles.wrong : styles.hint} role="status">
      {say(offered.mayComeFromPool ? 'registration.only-pool' : 'registration.no-blocks', {
        plan: offered.plan?.name ?? '',
      })}{' '}
      {allowed ? (
        <Link to="/settings/$part" params={{ part: 'network-addresses' }}>
          {say('registration.add-block')}
        </Link>
      ) : (
        form.connection === 'static' && say('registration.ask-for-block')
      )}
    </p>
  );
}
