import { Refusal } from '../../../refusal.ts';

/** What is read; `otherwise` when a sealed value of it does not open any more. What comes from the server mends it. */
export function unlessDamaged<Read, Otherwise>(read: () => Read, otherwise: Otherwise): Read | Otherwise {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'store-sealed-damaged') return otherwise;
    throw error;
  }
}
