/** What is pasted into a router's terminal to set it up. Node itself cannot import a script of RouterOS, and tests and benchmarks run there. */
export const SET_UP_TEMPLATE = String.raw`# Lastmile: a user of its own on this router, with no more rights than it needs.
# Paste all of it into a terminal of the router (WinBox: New Terminal), or upload it and type: /import file-name=lastmile-router-setup.rsc
# It can be run again: what is there already is set right, nothing else is touched.
{
#if radius
  # The secret that this router and the RADIUS server share. Write it between the quotation marks.
  :local radiusSecret ""
  :local radiusServer {{radiusServer}}
  :if ([:len $radiusSecret] = 0 || [:len $radiusServer] = 0) do={ :error "Lastmile: write the address and the secret of the RADIUS server into the script first. Nothing was changed." }
#end
  :local user {{username}}
  :local password {{password}}

  # What is not named is not granted.
  :if ([:len [/user group find name="lastmile"]] = 0) do={ /user group add name="lastmile" policy=read,write,api,test,!local,!telnet,!ssh,!ftp,!reboot,!policy,!winbox,!password,!web,!sniff,!sensitive,!romon } else={ /user group set [find name="lastmile"] policy=read,write,api,test,!local,!telnet,!ssh,!ftp,!reboot,!policy,!winbox,!password,!web,!sniff,!sensitive,!romon }
  :if ([:len [/user find name=$user]] = 0) do={ /user add name=$user password=$password group="lastmile" comment="Lastmile" } else={ /user set [find name=$user] password=$password group="lastmile" }
#if from
  # The user logs in from here alone.
  /user set [find name=$user] address={{from}}
#end

#if plain
  /ip service set api disabled=no
#if from
  # To let nobody else reach the API at all, take the # off this line. Other programs that use it are then shut out too:
  # /ip service set api address={{from}}
#end
#end
#if tls
  # A certificate that the router signs itself: Lastmile asks you to compare its fingerprint once.
  :if ([:len [/certificate find name="lastmile-api"]] = 0) do={
    /certificate add name="lastmile-api" common-name="lastmile-api" key-size=2048 days-valid=3650 key-usage=digital-signature,key-encipherment,tls-server
    /certificate sign "lastmile-api"
    :delay 5s
  }
  /ip service set api-ssl certificate="lastmile-api" disabled=no
#if from
  # To let nobody else reach the API at all, take the # off this line. Other programs that use it are then shut out too:
  # /ip service set api-ssl address={{from}}
#end
#end
#if radius

  # Customers are let in by the RADIUS server, which may also end their sessions.
  :if ([:len [/radius find comment="Lastmile"]] = 0) do={ /radius add service=ppp,hotspot address=$radiusServer secret=$radiusSecret comment="Lastmile" } else={ /radius set [find comment="Lastmile"] service=ppp,hotspot address=$radiusServer secret=$radiusSecret }
  /ppp aaa set use-radius=yes accounting=yes interim-update=5m
  /radius incoming set accept=yes port=3799
#end

#if tls
  :put ("Lastmile: ready. Fingerprint of the certificate: " . [/certificate get [find name="lastmile-api"] fingerprint])
#end
#if plain
  :put "Lastmile: ready."
#end
}
`;
