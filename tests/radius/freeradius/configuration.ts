/** Where the private FreeRADIUS listens, on 127.0.0.1. */
export interface Ports {
  readonly auth: number;
  readonly coa: number;
}

export const LONG_PASSWORD = 'é'.repeat(64);

/** What a customer is given who may log in. */
const USERS = `
rahim Cleartext-Password := "p4ss wörd"
  Reply-Message = "Welcome",
  Reply-Message += "back",
  Framed-IP-Address = 10.0.0.2,
  Session-Timeout = 3600,
  Mikrotik-Rate-Limit = "5M/20M",
  Mikrotik-Address-List = "paid"

রহিম Cleartext-Password := "${LONG_PASSWORD}"

o'brien+a@isp Cleartext-Password := "clear"

late Cleartext-Password := "clear", Auth-Type := Reject
  Reply-Message = "Plan expired"
`;

const listen = (type: string, port: number, more = '') =>
  `listen {\n type = ${type}\n ipaddr = 127.0.0.1\n port = ${port}\n ${more}\n}`;

/**
 * A FreeRADIUS that knows a few customers from a file, signs its replies, and drops what is not signed; and, under the same
 * roof, a router: it knows one session, of `rahim`, and takes one rate. (A comparison with an attribute that is missing is
 * false in unlang, also behind a `!`: each is asked for first.)
 */
export const configuration = (folder: string, secret: string, { auth, coa }: Ports) => ({
  dictionary: '',
  users: USERS,
  'radiusd.conf': `
prefix = /usr
raddbdir = ${folder}
confdir = ${folder}
run_dir = ${folder}
logdir = ${folder}
libdir = /usr/lib/freeradius
pidfile = ${folder}/pid
correct_escapes = true
proxy_requests = no
security {
  reject_delay = 0
  status_server = yes
}
thread pool {
  start_servers = 1
  max_servers = 4
  min_spare_servers = 1
  max_spare_servers = 2
}
client console {
  ipaddr = 127.0.0.1
  secret = ${secret}
  require_message_authenticator = yes
}
modules {
  pap {
  }
  chap {
  }
  files {
    filename = ${folder}/users
  }
  always ok {
    rcode = ok
  }
  always reject {
    rcode = reject
  }
}
server logins {
  ${listen('auth', auth)}
  authorize {
    files
    chap
    pap
    Autz-Type Status-Server {
      update reply {
        &Message-Authenticator := 0x00
      }
      ok
    }
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type CHAP {
      chap
    }
  }
  post-auth {
    update reply {
      &Message-Authenticator := 0x00
    }
    Post-Auth-Type REJECT {
      update reply {
        &Message-Authenticator := 0x00
      }
    }
  }
}
${listen('coa', coa, 'virtual_server = router')}
server router {
  recv-coa {
    if (!&User-Name || !&Acct-Session-Id || !&Framed-IP-Address || &User-Name != "rahim" || &Acct-Session-Id != "81e0002c" || &Framed-IP-Address != 10.0.0.2) {
      update reply {
        &Error-Cause := Session-Context-Not-Found
      }
      reject
    }
    elsif (&Packet-Type == CoA-Request && (!&Mikrotik-Rate-Limit || &Mikrotik-Rate-Limit != "10M/10M")) {
      update reply {
        &Error-Cause := Unsupported-Attribute
      }
      reject
    }
    else {
      ok
    }
  }
  send-coa {
    ok
  }
}
`,
});
