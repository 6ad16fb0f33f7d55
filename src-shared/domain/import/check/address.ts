import { parseMac } from '../../device/mac.ts';
import { isUsableHost, parseIpv4 } from '../../ip/ipv4.ts';
import { textOf } from '../cell-text.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { at, isMute, type Columns, type Rule } from './row-in-hand.ts';

/** `ip-required`, `invalid-ip`, `ip-outside-pool`, and `ip-taken` by what a block sets aside; by customers it is asked across the rows. */
export function ipRule(columns: Columns, index: ReferenceIndex): Rule {
  return (row, hand) => {
    const cell = at(columns.ip, row);
    if (cell === null) {
      if (hand.package?.connection === 'static') hand.tell('ip', 'ip-required', '');
      return;
    }
    if (isMute(cell)) return;
    const text = textOf(cell);
    const ip = parseIpv4(text);
    if (ip === null) {
      hand.tell('ip', 'invalid-ip', text);
      return;
    }
    hand.ip = ip;
    const claim = index.claimOn(ip);
    const blocks = hand.package ? index.blocksOf(hand.package.id) : [];
    const isOutside = blocks.length > 0 && !blocks.some((block) => isUsableHost(ip, block));
    // The edge of a block is outside of what its packages' customers can have; of the two one is told.
    if (claim !== null && !(isOutside && claim === 'edge')) hand.tell('ip', 'ip-taken', text, { context: claim });
    if (isOutside) hand.tell('ip', 'ip-outside-pool', text, { package: hand.package?.name ?? '' });
  };
}

/** `invalid-mac` */
export function macRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.mac, row);
    if (isMute(cell)) return;
    const text = textOf(cell);
    if (parseMac(text) === null) hand.tell('mac', 'invalid-mac', text);
  };
}
