import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GatewayFields } from '#shared/contract/messages.ts';
import { core } from '../../host/core.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { fieldsOf } from './gateway-fields.ts';
import styles from './messages.module.css';

/** Gateways that are known, to begin with. */
export function PresetChoice({ onChoose }: { onChoose: (fields: GatewayFields) => void }) {
  const say = useMessage();
  const { data = [] } = useQuery({ ...core.messages.presets.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const [chosen, setChosen] = useState<string | null>(null);
  const preset = data.find(({ name }) => name === chosen);
  return (
    <>
      <Select
        label={say('messages.preset')}
        placeholder={say('messages.preset-none')}
        data={data.map(({ name }) => name)}
        value={chosen}
        allowDeselect={false}
        onChange={(name) => {
          setChosen(name);
          const found = data.find((one) => one.name === name);
          if (found) onChoose(fieldsOf(found));
        }}
      />
      {preset !== undefined && (
        <p className={styles.preset} role="status">
          {/* Cast: the core tells a code of this very catalogue. */}
          {say(preset.note as MessageKey)}
        </p>
      )}
    </>
  );
}
