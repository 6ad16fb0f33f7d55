import program from '../package.json' with { type: 'json' };

/** Of the program, "0.1.0". */
export const version: string = program.version;
