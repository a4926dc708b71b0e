const ended = [-1, 0, 0, 0, 1, 2, 2, 3, 4, 6, 6, 9, 12, 14, 25];
const censored = [3, 7, 10, 18, 25];

/** Twenty invented slips in months, fifteen of them completed: the worked example of the definition. */
export const workedSlips: readonly Readonly<{ value: number; censored: boolean }>[] = [
  ...ended.map((value) => ({ value, censored: false })),
  ...censored.map((value) => ({ value, censored: true })),
];
