# What a client that others wrote sees: Debian's python3-librouteros. Prints one JSON document.
import json
import sys

from librouteros import connect
from librouteros.exceptions import TrapError
from librouteros.query import Key

port, empty_reply = int(sys.argv[1]), sys.argv[2] == "yes"
api = connect(host="127.0.0.1", port=port, username="admin", password="secret", encoding="utf-8")
told = {"identity": list(api("/system/identity/print"))}

secrets = api.path("ppp", "secret")
told["added"] = secrets.add(name="রহিম", password="x1", service="pppoe", comment="c" * 300)
secrets.add(name="karim", password="x2", disabled=True)
secrets.update(**{".id": told["added"], "comment": "lastmile:1"})
name, disabled = Key("name"), Key("disabled")
told["all"] = list(secrets.select(name, Key("comment")))
told["queried"] = list(secrets.select(name).where(disabled == True))
try:
    secrets.add(name="karim")
except TrapError as error:
    told["trap"] = str(error)

listening = api("/ppp/secret/listen")
other = connect(host="127.0.0.1", port=port, username="admin", password="secret", encoding="utf-8")
other.path("ppp", "secret").remove(told["added"])
told["heard"] = next(iter(listening))
other.close()
# Not every release of the library knows !empty.
if not empty_reply:
    told["nothing"] = list(connect(host="127.0.0.1", port=port, username="admin", password="secret").path("ip", "pool"))
print(json.dumps(told))
