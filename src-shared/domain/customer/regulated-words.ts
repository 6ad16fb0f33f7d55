/** The regulator's words as records keep them; a file or a form may bring others. */
export const REGULATED_WORDS = ['home', 'corporate', 'wired', 'wireless', 'shared', 'dedicated'] as const;
export type RegulatedWord = (typeof REGULATED_WORDS)[number];

/** The regulator's word that a record keeps; undefined for one of somebody's own. */
export const regulated = (value: string | null): RegulatedWord | undefined =>
  REGULATED_WORDS.find((word) => word === value);
