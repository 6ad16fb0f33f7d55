import bn from '#shared/messages/receipt.bn.json' with { type: 'json' };
import en from '#shared/messages/receipt.en.json' with { type: 'json' };
import sw from '#shared/messages/receipt.sw.json' with { type: 'json' };

/** The languages that a customer can have a receipt in, each by its own name. */
export const RECEIPT_LANGUAGES = ['en', 'bn', 'sw'] as const;
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number];

export type ReceiptWords = typeof en;

/** What stands on a receipt. A word that a language lacks does not compile. */
export const RECEIPT_WORDS: Readonly<Record<ReceiptLanguage, ReceiptWords>> = { en, bn, sw };

export const PAPERS = ['a5', 'roll'] as const;
export type Paper = (typeof PAPERS)[number];
