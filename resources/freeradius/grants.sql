-- The user that FreeRADIUS connects as: it reads who may log in, writes what it heard of sessions, and sees nothing else of the
-- ISP's database. Run it once, as PostgreSQL's administrator, after the central server was started the first time:
--
--   sudo -u postgres psql -d lastmile -v ON_ERROR_STOP=1 -v password="'a long random one'" -f - < grants.sql

CREATE ROLE radius LOGIN PASSWORD :password;
GRANT SELECT ON radcheck, radreply, radgroupcheck, radgroupreply, radusergroup, nas TO radius;
GRANT SELECT, INSERT, UPDATE ON radacct TO radius;
GRANT INSERT ON radpostauth TO radius;
GRANT USAGE ON SEQUENCE radacct_radacctid_seq, radpostauth_id_seq TO radius;
