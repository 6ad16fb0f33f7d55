import { NotForYou } from '../../ui/page-states.tsx';
import { useMay } from '../sign-in/index.ts';
import { EditPart } from './edit-part.tsx';

/** The form, for those who may change a customer. */
export function EditPlace() {
  const { allowed, why } = useMay('customers.change');
  return allowed ? <EditPart /> : <NotForYou why={why} />;
}
