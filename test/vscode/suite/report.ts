/** Prints each test as it ends and the counts at the end, in the form the runner outside VS Code reads. */
export async function report(run: (done: (failures: number) => void) => Mocha.Runner): Promise<void> {
  let passed = 0;
  const failures = await new Promise<number>((resolve) => {
    const runner = run(resolve);
    runner.on('pass', (test) => {
      passed += 1;
      console.log(`ok   ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on('fail', (test, error: Error) => console.log(`FAIL ${test.fullTitle()}: ${error.message}`));
  });
  console.log(`suite: ${passed} passed, ${failures} failed`);
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
