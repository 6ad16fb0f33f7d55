import { type KeptLine, RecordForm, type RecordScreen } from '../../ui/records/index.ts';

interface OverWizardProps<Line extends KeptLine, Fields> {
  readonly screen: RecordScreen<Line, Fields>;
  /** Null: a new one. */
  readonly line: Line | null;
  readonly onSaved: (line: Line) => void;
  readonly onClose: () => void;
}

/** The form of a record over the wizard: what was filled in stays behind it, and the record is chosen when it is saved. */
export function OverWizard<Line extends KeptLine, Fields>(props: OverWizardProps<Line, Fields>) {
  const { screen, line, onSaved, onClose } = props;
  const { calls } = screen;
  const told = async (saving: Promise<Line>): Promise<Line> => {
    const saved = await saving;
    onSaved(saved);
    return saved;
  };
  const telling = { ...calls, add: (fields: Fields) => told(calls.add(fields)) };
  return (
    <RecordForm
      screen={{ ...screen, calls: { ...telling, change: (to) => told(calls.change(to)) } }}
      line={line}
      onClose={onClose}
    />
  );
}
