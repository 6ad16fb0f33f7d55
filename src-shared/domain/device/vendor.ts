/** Who makes the devices whose addresses begin so: 6, 7 or 9 hexadecimal digits (IEEE MA-L, MA-M, MA-S) and a text whose first line is the name. */
export type VendorTable = Readonly<Record<string, string>>;

/** The longest assignment goes first: large blocks are given out in small ones. */
const LENGTHS = [9, 7, 6] as const;

/** The maker of a device by its address "AA:BB:CC:DD:EE:FF"; null when nobody knows, as with addresses that phones make up. */
export function vendorOf(mac: string, table: VendorTable): string | null {
  const digits = mac.replaceAll(':', '');
  for (const length of LENGTHS) {
    const text = table[digits.slice(0, length)];
    if (text !== undefined) return nameIn(text);
  }
  return null;
}

/** A part of a vendor's name has so many letters: less is in nearly every name. */
const SHORTEST = 3;

/** The beginnings of the addresses of every vendor with these letters in its name, whatever their case. */
export function prefixesOf(typed: string, table: VendorTable): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < SHORTEST) return [];
  return Object.keys(table).filter((prefix) =>
    nameIn(table[prefix] ?? '')
      .toLowerCase()
      .includes(wanted),
  );
}

function nameIn(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/** The digits of an address or a part of one in any notation, "AABBCC"; null for a text that is none. */
export function macDigits(typed: string): string | null {
  if (!/^[0-9a-f:.\- ]+$/i.test(typed)) return null;
  const digits = typed.replace(/[^0-9a-f]/gi, '').toUpperCase();
  return digits.length >= 2 && digits.length <= 12 ? digits : null;
}
