export const importRefusals = {
  'import-not-started': 'This import was never started.',
  'import-withdrawn': 'This import was withdrawn. Import the file again to record its rows afresh.',
} as const;

export type ImportRefusal = keyof typeof importRefusals;
