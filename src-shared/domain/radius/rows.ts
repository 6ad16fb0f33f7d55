// Rows of FreeRADIUS's own tables. What is in `radcheck` must hold, or is known of the user; what is in `radreply` is told to
// the router; groups bring rows of their own, the one with the lowest priority first and alone.

/** A row of radcheck or radreply. `op` of those that are told is `:=`: with `=` the group's would stand beside or win. */
export interface UserRow {
  readonly username: string;
  readonly attribute: string;
  readonly op: ':=' | '==' | '=~';
  readonly value: string;
}

/** A row of radgroupcheck or radgroupreply. */
export interface GroupRow {
  readonly groupname: string;
  readonly attribute: string;
  readonly op: ':=' | '=';
  readonly value: string;
}

/** A row of radusergroup. */
export interface Membership {
  readonly username: string;
  readonly groupname: string;
  readonly priority: number;
}

/** Everything that FreeRADIUS has of one customer. */
export interface UserRows {
  readonly check: readonly UserRow[];
  readonly reply: readonly UserRow[];
  readonly groups: readonly Membership[];
}

export const NO_ROWS: UserRows = { check: [], reply: [], groups: [] };

/** Everything that it has of one group. */
export interface GroupRows {
  readonly check: readonly GroupRow[];
  readonly reply: readonly GroupRow[];
}
