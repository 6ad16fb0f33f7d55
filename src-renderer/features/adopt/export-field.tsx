import { useId, useRef } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './adopt.module.css';

interface ExportFieldProps {
  readonly file: File | null;
  readonly disabled: boolean;
  readonly onChoose: (file: File | null) => void;
}

/** Asks for what the router exported with its passwords. The file goes no further than this one question. */
export function ExportField({ file, disabled, onChoose }: ExportFieldProps) {
  const say = useMessage();
  const label = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div role="group" aria-labelledby={label} className={styles.export}>
      <div id={label} className={styles.exportLabel}>
        {say('adopt.export-file')}
      </div>
      <input
        ref={input}
        type="file"
        accept=".rsc,.txt"
        hidden
        aria-label={say('adopt.export-file')}
        onChange={(event) => {
          onChoose(event.currentTarget.files?.[0] ?? null);
          // The same file may be chosen again once it is made anew.
          event.currentTarget.value = '';
        }}
      />
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {say('adopt.export-choose')}
      </Button>
      {file !== null && (
        <>
          <span className={styles.exportName} title={file.name}>
            {file.name}
          </span>
          <Button kind="quiet" disabled={disabled} onClick={() => onChoose(null)}>
            {say('adopt.export-remove')}
          </Button>
        </>
      )}
    </div>
  );
}
