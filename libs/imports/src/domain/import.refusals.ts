export const importRefusals = {
  'import-not-started': 'This import was never started.',
} as const;

export type ImportRefusal = keyof typeof importRefusals;
