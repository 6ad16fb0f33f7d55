import { z } from 'zod';

type Fits = (value: unknown) => boolean;

/**
 * A model of rows that come by thousands, which makes nothing of a row that is right: zod makes an object of each field that it
 * looks at, which was a third of all that a push leaves to be cleared away. What is not right goes to zod, which says what is
 * wrong. Throws for a model that changes what it parses, or lacks something.
 */
export function quick<Model extends z.ZodObject>(model: Model): Model {
  const fits = fitsObject(model);
  const run = model._zod.run.bind(model._zod);
  model._zod.run = (payload, context) =>
    context.direction !== 'backward' && fits(payload.value) ? payload : run(payload, context);
  return model;
}

function fitsModel(model: z.core.$ZodType): Fits {
  if (model instanceof z.ZodObject) return fitsObject(model);
  if (model instanceof z.ZodNullable) {
    const fits = fitsModel(model.def.innerType);
    return (value) => value === null || fits(value);
  }
  if (model instanceof z.ZodRecord) return fitsRecord(model);
  if (model instanceof z.ZodArray) {
    const [is, fits] = [checksOf(model), fitsModel(model.def.element)];
    return (value) => Array.isArray(value) && is(value) && fitsEach(value, fits);
  }
  if (model instanceof z.ZodEnum) {
    const values = new Set<unknown>(model.options);
    return (value) => values.has(value);
  }
  const is = checksOf(model);
  if (model instanceof z.ZodBoolean) return (value) => typeof value === 'boolean' && is(value);
  if (model instanceof z.ZodString || model instanceof z.ZodStringFormat)
    return (value) => typeof value === 'string' && is(value);
  if (model instanceof z.ZodNumberFormat && model.format === 'safeint')
    return (value) => Number.isSafeInteger(value) && is(value);
  throw new TypeError(`Nothing is quick about ${model._zod.def.type}`);
}

/** Holes too, which `every` passes over. */
function fitsEach(values: readonly unknown[], fits: Fits): boolean {
  for (const value of values) if (!fits(value)) return false;
  return true;
}

function fitsObject(model: z.ZodObject): Fits {
  if (!(model.def.catchall instanceof z.ZodNever)) throw new TypeError('Only what is strict is quick');
  const is = checksOf(model);
  const fields = Object.entries<z.core.$ZodType>(model.shape).map(([key, field]) => ({ key, fits: fitsModel(field) }));
  return (value) => {
    if (!isObject(value) || !is(value)) return false;
    for (const { key, fits } of fields) if (!fits(value[key])) return false;
    // None is missing: then one more is one too many.
    return countOf(value) === fields.length;
  };
}

function fitsRecord(model: z.ZodRecord): Fits {
  // Of other keys all have to be there.
  if (!(model.def.keyType instanceof z.ZodString)) throw new TypeError('Only records by texts are quick');
  const [is, fitsKey, fits] = [checksOf(model), fitsModel(model.def.keyType), fitsModel(model.def.valueType)];
  return (value) => {
    if (!isPlain(value) || !is(value)) return false;
    // That key zod leaves out.
    for (const key in value) if (key === '__proto__' || !fitsKey(key) || !fits(value[key])) return false;
    return true;
  };
}

/** What a model asks of a value besides its type. A format is a model and a check in one. */
function checksOf(model: z.core.$ZodType): Fits {
  const all = [...(model instanceof z.core.$ZodCheck ? [model] : []), ...(model._zod.def.checks ?? [])].map(fitsCheck);
  const [first = () => true, ...others] = all;
  return others.length === 0 ? first : (value) => first(value) && others.every((is) => is(value));
}

/** Formats of which the pattern says all. */
const BY_PATTERN: ReadonlySet<string> = new Set(['uuid', 'date', 'regex']);

function fitsCheck(check: z.core.$ZodCheck): Fits {
  // Cast: those that zod has; another one is none of these.
  const { def } = (check as z.core.$ZodChecks)._zod;
  const length = (value: unknown): number => (value as { readonly length: number }).length;
  switch (def.check) {
    case 'number_format':
      return () => true;
    case 'min_length':
      return (value) => length(value) >= def.minimum;
    case 'max_length':
      return (value) => length(value) <= def.maximum;
    case 'greater_than':
      return (value) => Number(value) > Number(def.value) || (def.inclusive && value === def.value);
    case 'less_than':
      return (value) => Number(value) < Number(def.value) || (def.inclusive && value === def.value);
    case 'string_format': {
      const { pattern, format } = def;
      if (!pattern || pattern.global || pattern.sticky || !BY_PATTERN.has(format)) break;
      return (value) => pattern.test(String(value));
    }
    default:
  }
  throw new TypeError(`Nothing is quick about ${def.check}`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As JSON makes them. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

function countOf(value: object): number {
  // To make a list of the keys takes three times as long.
  let count = 0;
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  for (const key in value) count += 1;
  return count;
}
