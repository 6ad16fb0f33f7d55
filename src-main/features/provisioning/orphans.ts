import { markedCustomer } from '#shared/domain/provisioning/marker.ts';
import type { Menu } from '#shared/domain/provisioning/record.ts';
import type { Standing } from '#shared/domain/provisioning/standing.ts';

/** Menus whose records refer to a profile. */
const MENUS: readonly Menu[] = ['/ppp/secret', '/ip/hotspot/user'];

/**
 * The customers whose record refers to a profile that is not there any more. A router then shows its bare id, "*1F", and
 * lets nobody in with it; a new profile of the same name is another one.
 */
export function withoutProfile(standing: Standing): readonly string[] {
  return MENUS.flatMap((menu) => standing.of(menu)).flatMap(({ profile, comment }) =>
    /^\*[0-9A-F]+$/i.test(profile ?? '') ? (markedCustomer(comment) ?? []) : [],
  );
}
