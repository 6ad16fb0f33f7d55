import { z } from 'zod';

/** What the program knows of a subscriber and a column may show. */
export const SOURCES = [
  'clientType',
  'medium',
  'fullName',
  'username',
  'accountNumber',
  'distributionPoint',
  'sharing',
  'activatedOn',
  'bandwidth',
  'bandwidthBoth',
  'megabits',
  'ip',
  'ipOrUsername',
  'mac',
  'division',
  'district',
  'thana',
  'address',
  'phone',
  'email',
  'price',
  'package',
  'operator',
  'zone',
] as const;
export type Source = (typeof SOURCES)[number];

/** How a day may be written. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'DD/MM/YYYY', 'DD-MM-YYYY', 'MM/DD/YYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const Column = z
  .strictObject({
    key: z.string().trim().min(1).max(100),
    heading: z.string().trim().min(1).max(200),
    source: z.enum(SOURCES),
    required: z.boolean(),
    /** Only numbers become numeric cells; a phone or a day that is one loses its zeros or its meaning. */
    kind: z.enum(['text', 'date', 'number']),
    /** With `date`; "YYYY-MM-DD" when absent. */
    dateFormat: z.enum(DATE_FORMATS).optional(),
    /** Nothing else may stand there. Compared without case, written as here. */
    allowed: z.array(z.string().trim().min(1)).min(1).optional(),
  })
  .refine(({ kind, source }) => (kind === 'date') === (source === 'activatedOn'), {
    error: 'only activatedOn is a date',
    path: ['kind'],
  })
  .refine(({ kind, source }) => kind !== 'number' || source === 'price' || source === 'megabits', {
    error: 'only price and megabits are numbers',
    path: ['kind'],
  });
export type ReportColumn = z.infer<typeof Column>;

/** The layout of a subscriber report: its columns in their order. The regulator changes it, so it is a file. */
export const ReportLayout = z.strictObject({
  /** What the file is about, for whoever opens it. */
  about: z.string().optional(),
  columns: z
    .array(Column)
    .min(1)
    .max(100)
    .refine((columns) => new Set(columns.map(({ key }) => key)).size === columns.length, {
      error: 'a key stands there twice',
    }),
});
export type ReportLayout = z.infer<typeof ReportLayout>;

/** A layout as it stands in a file, or what is wrong with it: where ("columns.3.kind") and what. */
export type ReadLayout =
  | { readonly kind: 'layout'; readonly layout: ReportLayout }
  | { readonly kind: 'wrong'; readonly where: string; readonly what: string };

export function readLayout(text: string): ReadLayout {
  let document: unknown;
  try {
    // Editors on Windows put a byte order mark before it.
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { kind: 'wrong', where: '', what: error instanceof Error ? error.message : String(error) };
  }
  const read = ReportLayout.safeParse(document);
  if (read.success) return { kind: 'layout', layout: read.data };
  const [issue] = read.error.issues;
  return { kind: 'wrong', where: issue?.path.map(String).join('.') ?? '', what: issue?.message ?? '' };
}
