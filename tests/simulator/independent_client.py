# What a client that others wrote sees: Debian's python3-librouteros. Prints one JSON document.
# It counts the characters of a word where the wire counts bytes, so that what it sends is ASCII; it reads any name.
import json
import sys

from librouteros import connect
from librouteros.exceptions import TrapError
from librouteros.query import Key


def client():
    return connect(host="127.0.0.1", port=int(sys.argv[1]), username="admin", password="secret", encoding="utf-8")


api = client()
told = {"identity": list(api("/system/identity/print"))}

secrets = api.path("ppp", "secret")
told["added"] = secrets.add(name="rahim", password="x1", service="pppoe", comment="c" * 300)
secrets.add(name="karim", password="x2", disabled=True)
secrets.update(**{".id": told["added"], "comment": "lastmile:1"})
name, disabled = Key("name"), Key("disabled")
told["all"] = list(secrets.select(name, Key("comment")))
told["queried"] = list(secrets.select(name).where(disabled == True))
try:
    secrets.add(name="karim")
except TrapError as error:
    told["trap"] = str(error)

# Its own calls wait for !done, which a listen gives only when it is cancelled: sentence by sentence.
listener = client()
listener.protocol.writeSentence("/ppp/secret/listen", "=.proplist=.id", ".tag=l")
listener.protocol.writeSentence("/system/identity/print", ".tag=here")
while listener.protocol.readSentence() != ("!done", (".tag=here",)):
    pass
secrets.remove(told["added"])
told["heard"] = listener.protocol.readSentence()
told["nothing"] = list(secrets.select(name).where(name == "nobody"))
listener.close()
api.close()
print(json.dumps(told))
