import { type ReactNode, useRef } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import { openDroppedFile } from './incoming.ts';

/** What the file dialog offers first; whatever is chosen is looked at by its content. */
const KINDS = '.csv,.xlsx,.xls,.ods,.txt,.tsv,.rsc';

/** A button that asks for a spreadsheet, or for what a router exported, and begins its import. */
export function ChooseFile({ kind, children }: { readonly kind?: ButtonKind; readonly children: ReactNode }) {
  const say = useMessage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={KINDS}
        hidden
        aria-label={say('import.choose')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) openDroppedFile(file);
          // The same file may be chosen again once it is mended.
          event.currentTarget.value = '';
        }}
      />
      <Button {...(kind && { kind })} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
