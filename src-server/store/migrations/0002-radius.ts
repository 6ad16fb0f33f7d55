import type { Migration } from '../migrate.ts';

/**
 * FreeRADIUS's own tables as its PostgreSQL schema of version 3.2 has them, so that its own queries and other people's tools
 * find what they know, and what the central server keeps beside them.
 */
export const radius: Migration = {
  name: '0002-radius',
  sql: `
CREATE TABLE radacct (
  RadAcctId bigserial PRIMARY KEY,
  AcctSessionId text NOT NULL,
  AcctUniqueId text NOT NULL UNIQUE,
  UserName text,
  Realm text,
  NASIPAddress inet NOT NULL,
  NASPortId text,
  NASPortType text,
  AcctStartTime timestamp with time zone,
  AcctUpdateTime timestamp with time zone,
  AcctStopTime timestamp with time zone,
  AcctInterval bigint,
  AcctSessionTime bigint,
  AcctAuthentic text,
  ConnectInfo_start text,
  ConnectInfo_stop text,
  AcctInputOctets bigint,
  AcctOutputOctets bigint,
  CalledStationId text,
  CallingStationId text,
  AcctTerminateCause text,
  ServiceType text,
  FramedProtocol text,
  FramedIPAddress inet,
  FramedIPv6Address inet,
  FramedIPv6Prefix inet,
  FramedInterfaceId text,
  DelegatedIPv6Prefix inet,
  Class text
);
CREATE INDEX radacct_active_session_idx ON radacct (AcctUniqueId) WHERE AcctStopTime IS NULL;
CREATE INDEX radacct_bulk_close ON radacct (NASIPAddress, AcctStartTime) WHERE AcctStopTime IS NULL;
CREATE INDEX radacct_start_user_idx ON radacct (AcctStartTime, UserName);
CREATE INDEX radacct_calss_idx ON radacct (Class);
-- Ours: the sessions that somebody has open, at each log-in and whenever something about them changes.
CREATE INDEX radacct_open_user ON radacct (UserName) WHERE AcctStopTime IS NULL;

CREATE TABLE radcheck (
  id serial PRIMARY KEY,
  UserName text NOT NULL DEFAULT '',
  Attribute text NOT NULL DEFAULT '',
  op VARCHAR(2) NOT NULL DEFAULT '==',
  Value text NOT NULL DEFAULT ''
);
CREATE INDEX radcheck_UserName ON radcheck (UserName, Attribute);

CREATE TABLE radreply (
  id serial PRIMARY KEY,
  UserName text NOT NULL DEFAULT '',
  Attribute text NOT NULL DEFAULT '',
  op VARCHAR(2) NOT NULL DEFAULT '=',
  Value text NOT NULL DEFAULT ''
);
CREATE INDEX radreply_UserName ON radreply (UserName, Attribute);

CREATE TABLE radgroupcheck (
  id serial PRIMARY KEY,
  GroupName text NOT NULL DEFAULT '',
  Attribute text NOT NULL DEFAULT '',
  op VARCHAR(2) NOT NULL DEFAULT '==',
  Value text NOT NULL DEFAULT ''
);
CREATE INDEX radgroupcheck_GroupName ON radgroupcheck (GroupName, Attribute);

CREATE TABLE radgroupreply (
  id serial PRIMARY KEY,
  GroupName text NOT NULL DEFAULT '',
  Attribute text NOT NULL DEFAULT '',
  op VARCHAR(2) NOT NULL DEFAULT '=',
  Value text NOT NULL DEFAULT ''
);
CREATE INDEX radgroupreply_GroupName ON radgroupreply (GroupName, Attribute);

CREATE TABLE radusergroup (
  id serial PRIMARY KEY,
  UserName text NOT NULL DEFAULT '',
  GroupName text NOT NULL DEFAULT '',
  priority integer NOT NULL DEFAULT 0
);
CREATE INDEX radusergroup_UserName ON radusergroup (UserName);
-- Ours: everybody on a package whose speed has changed.
CREATE INDEX radusergroup_GroupName ON radusergroup (GroupName);

CREATE TABLE radpostauth (
  id bigserial PRIMARY KEY,
  username text NOT NULL,
  pass text,
  reply text,
  CalledStationId text,
  CallingStationId text,
  authdate timestamp with time zone NOT NULL DEFAULT now(),
  Class text
);
CREATE INDEX radpostauth_username_idx ON radpostauth (username);
CREATE INDEX radpostauth_class_idx ON radpostauth (Class);

CREATE TABLE nas (
  id serial PRIMARY KEY,
  nasname text NOT NULL,
  shortname text NOT NULL,
  type text NOT NULL DEFAULT 'other',
  ports integer,
  secret text NOT NULL,
  server text,
  community text,
  description text
);
CREATE INDEX nas_nasname ON nas (nasname);

CREATE TABLE nasreload (
  NASIPAddress inet PRIMARY KEY,
  ReloadTime timestamp with time zone NOT NULL
);

-- Under which name a customer has rows: FreeRADIUS's tables know names alone.
CREATE TABLE radius_user (
  customer_id uuid PRIMARY KEY,
  username text NOT NULL
);

-- Whose rows have to be written anew because of something that many have in common.
CREATE TABLE radius_again (
  customer_id uuid PRIMARY KEY
);

-- What the sessions that somebody has open still have to be told, one row each however much has changed.
CREATE TABLE session_change (
  username text PRIMARY KEY,
  kind text NOT NULL,
  rate boolean NOT NULL,
  expiration boolean NOT NULL,
  -- Counts what has been added since it was queued: what was worked off meanwhile is not all of it.
  generation integer NOT NULL DEFAULT 1,
  queued_at bigint NOT NULL,
  -- Null: given up.
  due_at bigint,
  attempts integer NOT NULL DEFAULT 0,
  code text,
  detail text
);
CREATE INDEX session_change_due ON session_change (due_at);

-- Where a NAS takes Disconnect and CoA: not always where its requests come from.
CREATE TABLE nas_management (
  nas_id integer PRIMARY KEY REFERENCES nas (id) ON DELETE CASCADE,
  -- The addresses that stand in its accounting.
  network inet NOT NULL UNIQUE,
  host text NOT NULL,
  port integer NOT NULL,
  secret_sealed bytea NOT NULL
);
`,
};
