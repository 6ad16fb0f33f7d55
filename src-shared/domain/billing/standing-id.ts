/**
 * The id under which a line stands that may have been taken back before: then it is owed anew, under an id that follows from
 * what took it back. `takenBackBy`: the line that took one back; null or undefined: none has.
 */
export function standingId(
  customerId: string,
  id: string,
  takenBackBy: (id: string) => string | null | undefined,
  idOf: (customerId: string, name: string) => string,
): string {
  const back = takenBackBy(id);
  return back == null ? id : standingId(customerId, idOf(customerId, back), takenBackBy, idOf);
}
