import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { reachOf } from '#shared/domain/operator/operator.ts';
import type { Actor } from '../../../procedure.ts';
import { Refusal } from '../../../refusal.ts';
import type { Records } from '../records.ts';
import { planBillingProfiles } from './billing-profiles.ts';
import { planCustomFields } from './custom-fields.ts';
import { planNetworkAddresses } from './network-addresses.ts';
import { planOperators } from './operators.ts';
import { ownersAmong } from './owners.ts';
import { planPackages } from './packages.ts';
import { type ChangedSettings, planSettings } from './settings.ts';
import { planZones } from './zones.ts';

/** What a document changes. */
export type Plan = ReturnType<typeof planReference>;

/**
 * What a document comes to on these records, for this person: nothing outside the person's reach is found or changed.
 * Throws a Refusal (`reference-…`) that names the first item which cannot be, and why.
 */
export function planReference(document: ReferenceDocument, records: Records, actor: Actor, newId: () => string) {
  const own = actor.operatorId;
  refuseOthersThanAdmin(document, records, own);
  const settings: ChangedSettings = planSettings(document.settings ?? {}, records);
  const currency = String(settings.currency ?? records.settings.get('currency'));

  const before = reachOf(own, records.operators);
  const operators = planOperators(document.operators ?? [], records.operators, own, before, newId);
  const reach = reachOf(own, operators.rows);
  const owners = ownersAmong(
    operators.rows.filter(({ id }) => reach.has(id)),
    own,
  );
  const packages = planPackages(document.packages ?? [], records.packages, owners, currency, newId);
  const usable = packages.rows.filter(({ operatorId }) => reach.has(operatorId));
  return {
    settings,
    operators,
    packages,
    billingProfiles: planBillingProfiles(document.billingProfiles ?? [], records.billingProfiles, owners, newId),
    zones: planZones(document.zones ?? [], records.zones, owners, newId),
    networkAddresses: planNetworkAddresses(
      document.networkAddresses ?? [],
      records.networkAddresses,
      usable,
      owners,
      newId,
    ),
    customFields: planCustomFields(document.customFields ?? [], records.customFields, newId),
  };
}

/** Settings and custom fields are the whole ISP's. */
function refuseOthersThanAdmin(
  { settings, customFields }: ReferenceDocument,
  { operators }: Records,
  own: string,
): void {
  const isAdmin = operators.some(({ id, parentId }) => id === own && parentId === null);
  if (!isAdmin && settings) throw new Refusal('reference-admin-only', { item: 'settings' });
  if (!isAdmin && customFields) throw new Refusal('reference-admin-only', { item: 'customFields' });
}
