import type { ExportFinding, RouterExport } from '../router-export/export.ts';
import { FOUND_MENUS, standsForSomebody } from './found.ts';
import type { FoundIn } from './match.ts';
import type { RouterRecord } from './record.ts';

type FoundMenu = (typeof FOUND_MENUS)[number];

/** A record of somebody, and where it begins in the export. */
export interface FoundAtLine extends FoundIn {
  readonly line: number;
}

/** Who stands in an export, in its order, and what of it may be of somebody and was not read. */
export interface FoundInExport {
  readonly found: readonly FoundAtLine[];
  /** Lines that may be of somebody: in a menu of theirs, or in none that is known. */
  readonly unread: readonly (Omit<ExportFinding, 'menu'> & { readonly menu: FoundMenu | null })[];
}

/** What an export leaves out because it is as usual; the API tells it. */
const USUAL: Readonly<Record<FoundMenu, RouterRecord>> = {
  '/ppp/secret': { profile: 'default', service: 'any' },
  '/ip/hotspot/user': { profile: 'default' },
  '/ip/dhcp-server/lease': {},
};

/** Looks through an export for those who may connect, as adopting looks through a router. */
export function foundInExport({ records, findings }: RouterExport): FoundInExport {
  const found = records.flatMap(({ menu: written, command, fields, line }): FoundAtLine[] => {
    const menu = foundMenu(written);
    if (menu === null || command !== 'add') return [];
    const one = { menu, record: { ...USUAL[menu], ...fields }, line };
    return standsForSomebody(one) ? [one] : [];
  });
  const unread = findings.flatMap((finding) => {
    const menu = foundMenu(finding.menu);
    return menu !== null || finding.menu === null ? [{ ...finding, menu }] : [];
  });
  return { found, unread };
}

const foundMenu = (written: string | null): FoundMenu | null => FOUND_MENUS.find((menu) => menu === written) ?? null;
