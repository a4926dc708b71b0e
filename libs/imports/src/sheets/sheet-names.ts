/** The sheet of a template that explains its columns, and is never imported. */
export const DICTIONARY = 'Data dictionary';
