import type { ZoneLine } from '#shared/contract/office.ts';

/** "Dhaka › Mirpur › Block C": a zone with all that it stands beneath. */
export function pathOf(zone: ZoneLine, zones: readonly ZoneLine[]): string {
  const byId = new Map(zones.map((one) => [one.id, one]));
  const names: string[] = [];
  const passed = new Set<string>();
  for (let at: ZoneLine | undefined = zone; at && !passed.has(at.id); at = byId.get(at.parentId ?? '')) {
    passed.add(at.id);
    names.unshift(at.name);
  }
  return names.join(' › ');
}
