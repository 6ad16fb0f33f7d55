import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { Session, SessionCounts } from '#shared/contract/import.ts';
import type { RowFilter } from '#shared/domain/import/choices.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './fix-bar.module.css';

interface FixBarProps {
  readonly session: Session;
  readonly counts: SessionCounts;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
  readonly isReplacing: boolean;
  readonly onReplace: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** Over the grid: which rows show, and what can be done with them. */
export function FixBar(props: FixBarProps) {
  const { session, counts, filter, onFilter } = props;
  const say = useMessage();
  const { count } = useFormats();
  return (
    <div className={styles.bar}>
      <ChoiceTabs
        label={say('import.which-rows')}
        value={filter.show}
        choices={[
          { value: 'all', word: say('import.all'), count: count(counts.all) },
          { value: 'errors', word: say('import.errors'), count: count(counts.errors) },
          { value: 'warnings', word: say('import.warnings'), count: count(counts.warnings) },
          { value: 'ready', word: say('import.ready'), count: count(counts.ready) },
          { value: 'left-out', word: say('import.left-out'), count: count(counts.leftOut) },
        ]}
        onChoose={(show) => onFilter({ show, ...(filter.text !== undefined && { text: filter.text }) })}
      />
      <div className={styles.search}>
        <SearchField
          label={say('import.search')}
          value={filter.text ?? ''}
          onSearch={(text) => {
            const { show, code } = filter;
            onFilter({ show, ...(code && { code }), ...(text !== '' && { text }) });
          }}
        />
      </div>
      <Button kind="quiet" aria-expanded={props.isReplacing} onClick={props.onReplace} title="Ctrl+H">
        {say('import.replace')}
      </Button>
      <Button
        kind="icon"
        className={styles.tool ?? ''}
        aria-label={say('import.undo-step')}
        title={`${say('import.undo-step')} (Ctrl+Z)`}
        disabled={!session.canUndo}
        onClick={props.onUndo}
      >
        <IconArrowBackUp size={18} stroke={1.5} aria-hidden="true" />
      </Button>
      <Button
        kind="icon"
        className={styles.tool ?? ''}
        aria-label={say('import.redo-step')}
        title={`${say('import.redo-step')} (Ctrl+Y)`}
        disabled={!session.canRedo}
        onClick={props.onRedo}
      >
        <IconArrowForwardUp size={18} stroke={1.5} aria-hidden="true" />
      </Button>
    </div>
  );
}
