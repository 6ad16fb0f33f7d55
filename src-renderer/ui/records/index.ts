export { ChoiceField, FieldRow, TextField, TickField, TicksField } from './form-fields.tsx';
export { useForm, useText } from './form-state.tsx';
export type { KeptLine, RecordCalls, RecordColumn, RecordScreen, RowAction } from './record-screen.ts';
export { RecordForm } from './record-form.tsx';
export { RecordsPage } from './records-page.tsx';
export { type Problems, readForm, type Reading, type Typed, type Value } from './typed.ts';
