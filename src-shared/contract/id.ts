import { z } from 'zod';

/** The number of a record or of a request. Its letters mean the same in either case, so that it is kept and compared in one. */
export const Id = z.uuid().toLowerCase();
