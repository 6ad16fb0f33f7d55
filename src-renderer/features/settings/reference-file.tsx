import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './reference-file.module.css';

type Loaded = Awaited<ReturnType<typeof client.reference.import>>;

const KINDS = {
  operators: 'settings.operators',
  packages: 'settings.packages',
  billingProfiles: 'settings.billing-profiles',
  zones: 'settings.zones',
  networkAddresses: 'settings.network-addresses',
  customFields: 'settings.custom-fields',
} as const;
const KIND_NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[]; // The keys of a constant object are its keys.

/** The text of a file that is no JSON; the name says which. */
class NotJson extends Error {}

async function load(file: File): Promise<Loaded> {
  const text = await file.text();
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new NotJson(file.name, { cause });
  }
  // The core parses it at its door, and names the first place that is wrong.
  return client.reference.import(document as ReferenceDocument);
}

interface ReferenceFileProps {
  readonly kind?: ButtonKind;
  readonly onLoaded?: () => void;
}

/** Loads operators, packages, billing profiles, zones and address blocks from a file, and tells what came of it. */
export function ReferenceFile({ kind = 'plain', onLoaded }: ReferenceFileProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const loading = useMutation({
    mutationFn: load,
    onSuccess: async () => {
      await cache.invalidateQueries();
      onLoaded?.();
    },
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={say('settings.reference-choose')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) loading.mutate(file);
          // The same file may be chosen again once it is mended.
          event.currentTarget.value = '';
        }}
      />
      <Button kind={kind} disabled={loading.isPending} onClick={() => input.current?.click()}>
        {loading.isPending ? say('settings.reference-loading') : say('settings.reference-choose')}
      </Button>
      {loading.error !== null && (
        <p role="alert" className={styles.wrong}>
          <Status glyph="cross" tone="bad">
            {say('settings.reference-refused', { file: loading.variables.name })}
          </Status>{' '}
          {loading.error instanceof NotJson ? say('settings.reference-not-json') : sentenceOf(loading.error, say)}
        </p>
      )}
      <span role="status" className="unseen">
        {loading.data !== undefined && say('settings.reference-loaded')}
      </span>
      {loading.data !== undefined && <LoadedTable loaded={loading.data} />}
    </>
  );
}

function LoadedTable({ loaded }: { loaded: Loaded }) {
  const say = useMessage();
  const { count } = useFormats();
  const cells = ['created', 'updated', 'unchanged'] as const;
  return (
    <table className={styles.result}>
      <thead>
        <tr>
          <th scope="col">{say('settings.reference-loaded')}</th>
          <th scope="col" className={styles.number}>
            {say('settings.created')}
          </th>
          <th scope="col" className={styles.number}>
            {say('settings.updated')}
          </th>
          <th scope="col" className={styles.number}>
            {say('settings.unchanged')}
          </th>
        </tr>
      </thead>
      <tbody>
        {KIND_NAMES.map((name) => (
          <tr key={name}>
            <th scope="row">{say(KINDS[name])}</th>
            {cells.map((cell) => (
              <td key={cell} className={styles.number}>
                {count(loaded[name][cell])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
