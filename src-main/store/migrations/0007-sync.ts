import type { Migration } from '../migrate.ts';

const names = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

interface Kept {
  readonly kind: string;
  readonly table: string;
  /** The column that names the record. */
  readonly id: string;
  /** Of these the central server is told; of others (counts of wrong passwords, versions) it is not. */
  readonly columns: readonly string[];
  /** A condition on the row, with NEW or OLD in place of `ROW`. */
  readonly when?: string;
}

const REPORT = `ROW."name" LIKE 'btrcHandedIn:%'`;
const ISP = `ROW."name" IN ('country', 'currency', 'timeZone', 'lockAfterMinutes', 'purgeAfterDays', 'checksRouters')`;

const KEPT: readonly Kept[] = [
  {
    ...{ kind: 'operator', table: 'operator', id: 'id' },
    columns: ['parent_id', 'name', 'name_key', 'code', 'code_key', 'kind', 'country', 'retired_at'],
  },
  {
    ...{ kind: 'staff-user', table: 'staff_user', id: 'id' },
    columns: ['operator_id', 'name', 'name_key', 'role', 'password_hash', 'retired_at'],
  },
  {
    ...{ kind: 'package', table: 'package', id: 'id' },
    columns: [
      ...['operator_id', 'name', 'name_key', 'code', 'code_key', 'connection', 'down_kbps', 'up_kbps', 'price'],
      ...['vat_percent', 'price_includes_vat', 'validity', 'validity_unit', 'volume_mb', 'router_profile'],
      ...['radius_group', 'sharing', 'medium', 'burst_down_kbps', 'burst_up_kbps', 'burst_seconds'],
      ...['address_from_pool', 'retired_at'],
    ],
  },
  {
    ...{ kind: 'billing-profile', table: 'billing_profile', id: 'id' },
    columns: [
      ...['operator_id', 'name', 'name_key', 'code', 'code_key', 'mode', 'billing_day', 'grace_days'],
      ...['auto_suspend', 'timing', 'prorate_first', 'retired_at'],
    ],
  },
  {
    ...{ kind: 'zone', table: 'zone', id: 'id' },
    columns: [
      ...['operator_id', 'parent_id', 'name', 'name_key', 'code', 'code_key', 'colour', 'distribution_point'],
      ...['division', 'district', 'thana', 'retired_at'],
    ],
  },
  {
    ...{ kind: 'network-address', table: 'network_address', id: 'id' },
    columns: ['operator_id', 'code', 'code_key', 'first', 'last', 'gateway', 'retired_at', 'router_id'],
  },
  {
    ...{ kind: 'network-address', table: 'reserved_range', id: 'network_address_id' },
    columns: ['first', 'last', 'note'],
  },
  {
    ...{ kind: 'network-address', table: 'package_address', id: 'network_address_id' },
    columns: ['package_id'],
  },
  {
    ...{ kind: 'custom-field', table: 'custom_field', id: 'id' },
    columns: ['label', 'label_key', 'type', 'required', 'options', 'position', 'deleted_at'],
  },
  {
    ...{ kind: 'message-template', table: 'message_template', id: 'id' },
    columns: ['operator_id', 'kind', 'text', 'automatic'],
  },
  {
    ...{ kind: 'router', table: 'router', id: 'id' },
    columns: [
      ...['operator_id', 'name', 'name_key', 'code', 'code_key', 'host', 'port', 'tls', 'fingerprint', 'username'],
      ...['password_sealed', 'code_page', 'writes', 'authentication', 'suspension', 'static_way'],
      ...['ppp_local_address', 'hotspot_server', 'dhcp_server', 'customer_interface', 'radius_secret_sealed'],
      'retired_at',
    ],
  },
  { ...{ kind: 'setting', table: 'setting', id: 'name' }, columns: ['value'], when: ISP },
  { ...{ kind: 'report-handed-in', table: 'setting', id: 'name' }, columns: ['value'], when: REPORT },
  {
    ...{ kind: 'automatic-suspension', table: 'automatic_suspension', id: 'id' },
    columns: ['note', 'noted_by', 'noted_at'],
  },
];

/** Unique indexes become plain ones: what a server sends must never be refused here. Writes look before they insert. */
const NO_LONGER_UNIQUE: readonly (readonly [was: string, name: string, on: string])[] = [
  ['operator_name', 'operator_name', '"operator" ("name_key")'],
  ['operator_code', 'operator_code', '"operator" ("code_key")'],
  ['staff_user_name_key_unique', 'staff_user_name', '"staff_user" ("name_key")'],
  ['package_name', 'package_name', '"package" ("operator_id","name_key")'],
  ['package_code', 'package_code', '"package" ("code_key")'],
  ['billing_profile_name', 'billing_profile_name', '"billing_profile" ("operator_id","name_key")'],
  ['billing_profile_code', 'billing_profile_code', '"billing_profile" ("code_key")'],
  ['zone_name', 'zone_name', '"zone" ("operator_id","name_key")'],
  ['zone_code', 'zone_code', '"zone" ("code_key")'],
  ['network_address_code_key_unique', 'network_address_code', '"network_address" ("code_key")'],
  ['network_address_block', 'network_address_block', '"network_address" ("first","last")'],
  ['custom_field_label_key_unique', 'custom_field_label', '"custom_field" ("label_key")'],
  ['router_name', 'router_name', '"router" ("operator_id","name_key")'],
  ['router_code', 'router_code', '"router" ("code_key")'],
  ['message_template_kind', 'message_template_kind', '"message_template" ("operator_id","kind")'],
];

/** However much of a record a transaction changes, it is one change. */
const touch = (kind: string, id: string): string => `
  INSERT INTO "sync_record" ("kind", "id", "version", "touched") VALUES ('${kind}', ${id}, 1, 1)
    ON CONFLICT DO UPDATE SET "version" = "version" + 1 - "touched", "touched" = 1;`;

/** Those that are there already: they are told when the console is enrolled, and their next change is their second. */
const counted = ({ kind, table, id, when }: Kept): string => `
INSERT OR IGNORE INTO "sync_record" ("kind", "id", "version", "touched")
  SELECT '${kind}', "${id}", 1, 0 FROM "${table}"${when === undefined ? '' : ` WHERE ${when.replaceAll('ROW.', '')}`};`;

/** The names of the triggers: a table with rows of two kinds has two of each. */
const triggersOf = ({ kind, table, id, columns, when }: Kept): string => {
  const on = (row: 'NEW' | 'OLD'): string => (when === undefined ? '' : ` WHEN ${when.replaceAll('ROW', row)}`);
  const name = `sync_${table}_${kind.replaceAll('-', '_')}`;
  return `
CREATE TRIGGER "${name}_add" AFTER INSERT ON "${table}"${on('NEW')} BEGIN ${touch(kind, `NEW."${id}"`)}
END;
CREATE TRIGGER "${name}_change" AFTER UPDATE OF ${names(columns)} ON "${table}"${on('NEW')} BEGIN ${touch(kind, `NEW."${id}"`)}
END;
CREATE TRIGGER "${name}_remove" AFTER DELETE ON "${table}"${on('OLD')} BEGIN ${touch(kind, `OLD."${id}"`)}
END;`;
};

/**
 * A console that works with a central server. Triggers note every record that is new, different or gone, so that nobody can
 * forget to tell; what is noted becomes one mutation at the end of the transaction. How customers change, whoever changes
 * them tells, because the central server does the same again.
 */
export const sync: Migration = {
  name: '0007-sync',
  sql: `
CREATE TABLE "sync_server" (
  "one" integer PRIMARY KEY NOT NULL CHECK ("one" = 1),
  "url" text NOT NULL,
  "fingerprint" text,
  "device_id" text NOT NULL,
  "token_sealed" blob NOT NULL,
  "token_at" integer NOT NULL,
  "operator_id" text NOT NULL,
  "operator_name" text NOT NULL,
  "console_name" text NOT NULL,
  "state" text NOT NULL,
  "enrolled_at" integer NOT NULL,
  "instance_id" text NOT NULL,
  "next_mid" integer NOT NULL DEFAULT 1,
  "witness_version" integer NOT NULL DEFAULT 0,
  "witness_commit" text NOT NULL DEFAULT 'genesis',
  "cursor_version" integer NOT NULL DEFAULT 0,
  "cursor_commit" text NOT NULL DEFAULT 'genesis',
  "scope" text,
  "paused" integer NOT NULL DEFAULT 0,
  "contact_at" integer,
  "full_at" integer,
  "unread_version" integer,
  "unread_commit" text,
  "unread_by" text
);
ALTER TABLE "sync_journal" ADD COLUMN "mid" integer;
ALTER TABLE "sync_journal" ADD COLUMN "rejections" text;
ALTER TABLE "sync_journal" ADD COLUMN "ended_at" integer;
ALTER TABLE "sync_journal" ADD COLUMN "replaces" text;
CREATE INDEX "sync_journal_ended" ON "sync_journal" ("ended_at") WHERE "ended_at" IS NOT NULL;
CREATE TABLE "sync_reference" (
  "entity" text NOT NULL,
  "id" text NOT NULL,
  "seq" integer NOT NULL,
  PRIMARY KEY ("entity", "id", "seq")
) WITHOUT ROWID;
CREATE INDEX "sync_reference_seq" ON "sync_reference" ("seq");
CREATE TABLE "sync_record" (
  "kind" text NOT NULL,
  "id" text NOT NULL,
  "version" integer NOT NULL,
  "touched" integer NOT NULL DEFAULT 0,
  PRIMARY KEY ("kind", "id")
) WITHOUT ROWID;
CREATE INDEX "sync_record_touched" ON "sync_record" ("kind") WHERE "touched" = 1;
CREATE TABLE "sync_base" (
  "entity" text NOT NULL,
  "id" text NOT NULL,
  "sealed" blob NOT NULL,
  PRIMARY KEY ("entity", "id")
) WITHOUT ROWID;
CREATE TABLE "sync_unseen" (
  "entity" text NOT NULL,
  "id" text NOT NULL,
  PRIMARY KEY ("entity", "id")
) WITHOUT ROWID;
CREATE TABLE "sync_router" (
  "router_id" text PRIMARY KEY NOT NULL,
  "wanted" integer NOT NULL DEFAULT 0,
  "held" integer NOT NULL DEFAULT 0,
  "by_console" text,
  "since" integer
) WITHOUT ROWID;
CREATE TABLE "sync_foretold" (
  "customer_id" text PRIMARY KEY NOT NULL,
  "due_at" integer,
  "changed" integer NOT NULL,
  "status" text NOT NULL,
  "suspended_reason" text,
  "expires_at" integer
) WITHOUT ROWID;
${NO_LONGER_UNIQUE.map(([was, name, on]) => `DROP INDEX "${was}";\nCREATE INDEX "${name}" ON ${on};`).join('\n')}
${KEPT.map(counted).join('')}
${KEPT.map(triggersOf).join('\n')}
`,
};
