/**
 * Follows the suite that runs inside VS Code: prints its lines and waits for its end. Must be called before the page
 * goes to the workbench. `result()` gives `{ passed, failed }`; a suite that never came to its end counts as one failure
 * and has everything printed that VS Code logged.
 */
export async function observeSuite(page, { seconds = 180 } = {}) {
  const noise = [];
  const log = (line) => (process.env.DEBUG ? console.log(`  ${line}`) : noise.push(line));
  let counts;
  let exited;
  const exit = new Promise((resolve) => {
    exited = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = args.join(' ');
    counts ??= countsIn(line);
    if (/^(ok|FAIL|note) /.test(line)) console.log(`  ${line}`);
    else log(line);
  });
  await page.exposeFunction('codeAutomationExit', (code) => exited(`it ended with ${code}`));
  page.on('pageerror', (error) => log(`page error: ${error.message}`));
  page.on('console', (message) => log(`page: ${message.text().slice(0, 400)}`));
  return {
    async result() {
      const timeout = new Promise((resolve) => setTimeout(resolve, seconds * 1000, 'its time is over').unref());
      const how = await Promise.race([exit, timeout]);
      if (counts) return counts;
      console.log([...noise.slice(-60), `FAIL the suite gave no result: ${how}`].map((line) => `  ${line}`).join('\n'));
      return { passed: 0, failed: 1 };
    },
  };
}

function countsIn(line) {
  const [, passed, failed] = /^suite: (\d+) passed, (\d+) failed$/.exec(line) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}
