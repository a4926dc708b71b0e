/** The last line of a run, the same in every environment: how many passed, how many failed. */
export default class CountsReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
    // A file that could not even be run counts as one failure.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    // Jest's own summary is written after its reporters are done.
    process.once('exit', () => {
      process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
    });
  }
}
