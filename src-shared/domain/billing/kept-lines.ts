/**
 * SQL, for an office and the central server alike: the lines of the ledger that go when a customer is removed for good. What
 * was taken in stays, and what takes it back: the cash of a day is the same whoever asks, and a transaction code is used once.
 */
export const IS_NO_MONEY = `kind <> 'payment' AND NOT (kind = 'reversal' AND EXISTS (
  SELECT 1 FROM ledger_entry AS paid WHERE paid.id = ledger_entry.reverses AND paid.kind = 'payment'))`;
