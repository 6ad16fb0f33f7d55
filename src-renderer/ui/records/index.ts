export { CustomersLink } from './customers-link.tsx';
export { ChoiceField, FieldGroup, FieldRow, TextField, TickField, TicksField, useNote } from './form-fields.tsx';
export { useForm, useText } from './form-state.tsx';
export { OwnerField, ownerColumn, type Owners, useOwners } from './owner.tsx';
export type { KeptLine, RecordCalls, RecordColumn, RecordScreen, RowAction } from './record-screen.ts';
export { RecordForm } from './record-form.tsx';
export { RecordsPage } from './records-page.tsx';
export { type Problems, readForm, type Reading, type Typed, type Value } from './typed.ts';
