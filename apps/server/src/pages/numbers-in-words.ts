/** "1,060" */
export const inThousands = (number: number): string => number.toLocaleString('en-GB');
