import type { Migration } from '../migrate.ts';

/**
 * Which console holds a router; whose sessions those are that FreeRADIUS hears of, and what they use a day.
 *
 * FreeRADIUS knows names alone, and a name may be somebody else's tomorrow. What a session used is told in one number that
 * grows; how much of it was used on a day is known only when it is told.
 */
export const online: Migration = {
  name: '0003-online',
  sql: `
CREATE TABLE router_lease (
  router_id uuid PRIMARY KEY,
  device_id uuid NOT NULL,
  since bigint NOT NULL
);

-- Under which name a customer logged in, and when, by the server's clock. Who is the first to have a name has it from the
-- beginning of time: sessions of before this server are theirs.
CREATE TABLE radius_name (
  customer_id uuid NOT NULL,
  username text NOT NULL,
  since bigint NOT NULL,
  until bigint,
  PRIMARY KEY (username, since, customer_id)
);
CREATE INDEX radius_name_customer ON radius_name (customer_id);
INSERT INTO radius_name (customer_id, username, since) SELECT customer_id, username, 0 FROM radius_user;

CREATE INDEX radacct_open ON radacct (RadAcctId) WHERE AcctStopTime IS NULL;
CREATE INDEX radacct_user ON radacct (UserName, RadAcctId);
-- Those that were closed because nothing was heard of them may still be there.
CREATE INDEX radacct_stale ON radacct (UserName) WHERE AcctTerminateCause = 'Lost-Carrier-Stale';

CREATE TABLE data_used (
  customer_id uuid NOT NULL,
  day date NOT NULL,
  bytes_up bigint NOT NULL,
  bytes_down bigint NOT NULL,
  PRIMARY KEY (customer_id, day)
);
CREATE INDEX data_used_day ON data_used (day);

-- Whose session it is, or null.
CREATE FUNCTION session_customer(name text, started timestamp with time zone) RETURNS uuid
LANGUAGE sql STABLE AS $$
  SELECT customer_id FROM radius_name
  WHERE username = name AND since <= extract(epoch FROM started) * 1000
    AND (until IS NULL OR extract(epoch FROM started) * 1000 < until)
  ORDER BY since DESC LIMIT 1
$$;

-- FreeRADIUS's own user writes no table of ours: this does, as the owner, and never throws, since a report that is not
-- written down is sent again and again.
CREATE FUNCTION count_data_used() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  most CONSTANT bigint := 9007199254740991;
  up bigint := greatest(NEW.acctinputoctets, 0);
  down bigint := greatest(NEW.acctoutputoctets, 0);
  told timestamp with time zone := coalesce(NEW.acctupdatetime, NEW.acctstarttime);
  whose uuid;
  used_on date;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    up := up - greatest(OLD.acctinputoctets, 0);
    down := down - greatest(OLD.acctoutputoctets, 0);
  END IF;
  -- Less than before: a report that was overtaken, and the next one says more again.
  up := greatest(least(up, most), -most);
  down := greatest(least(down, most), -most);
  IF up = 0 AND down = 0 THEN RETURN NULL; END IF;
  whose := session_customer(NEW.username, coalesce(NEW.acctstarttime, told));
  IF whose IS NULL THEN RETURN NULL; END IF;
  BEGIN
    used_on := told AT TIME ZONE (SELECT body->>'value' FROM record WHERE kind = 'setting' AND id = 'timeZone');
  EXCEPTION WHEN invalid_parameter_value THEN
    used_on := NULL;
  END;
  INSERT INTO data_used (customer_id, day, bytes_up, bytes_down)
  VALUES (whose, coalesce(used_on, (told AT TIME ZONE 'Asia/Dhaka')::date), greatest(up, 0), greatest(down, 0))
  ON CONFLICT (customer_id, day) DO UPDATE SET
    bytes_up = least(greatest(data_used.bytes_up + up, 0), most),
    bytes_down = least(greatest(data_used.bytes_down + down, 0), most);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'Data used by % is not counted: %', NEW.username, SQLERRM;
  RETURN NULL;
END
$$;
CREATE TRIGGER count_data_used AFTER INSERT OR UPDATE OF acctinputoctets, acctoutputoctets ON radacct
FOR EACH ROW EXECUTE FUNCTION count_data_used();
`,
};
