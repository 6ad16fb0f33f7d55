import { AddressPicker } from '../../ui/address-picker/index.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceList } from './choice-list.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** 3: the address. Of PPPoE the router may give one, where the plan allows it; a fixed one is always chosen. */
export function StepNetwork() {
  const say = useMessage();
  const { id, form, set, problemOf, offered, onTypedIp } = useWizard();
  const { blocks, mayComeFromPool } = offered;
  const fromPool = form.fromPool && mayComeFromPool;
  return (
    <>
      {mayComeFromPool && (
        <ChoiceList
          label={say('registration.address-from')}
          choices={(['pool', 'block'] as const).map((value) => ({
            value,
            word: say(`registration.address-${value}`),
            hint: say(`registration.address-${value}-hint`),
          }))}
          value={fromPool ? 'pool' : 'block'}
          onChoose={(value) => set(value === 'pool' ? { fromPool: true, ip: '' } : { fromPool: false })}
        />
      )}
      {!fromPool && blocks.length === 0 && (
        <p className={styles.wrong} role="status">
          {say('registration.no-blocks')}
        </p>
      )}
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
      {(fromPool || blocks.length === 0) && problemOf('ip') !== undefined && (
        <p className={styles.wrong}>{problemOf('ip')}</p>
      )}
    </>
  );
}
