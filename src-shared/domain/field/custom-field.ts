import { z } from 'zod';

export const CustomFieldType = z.enum(['text', 'number', 'date', 'text-area', 'dropdown']);
export type CustomFieldType = z.infer<typeof CustomFieldType>;

/** An extra field of the customer that this ISP keeps. */
export const CustomField = z.object({
  id: z.uuid(),
  label: z.string(),
  type: CustomFieldType,
  required: z.boolean(),
  /** Choices of a dropdown; empty for the other kinds. */
  options: z.array(z.string()),
  position: z.int(),
  version: z.int(),
});
export type CustomField = z.infer<typeof CustomField>;
