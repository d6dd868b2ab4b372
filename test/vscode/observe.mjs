import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { repository } from './vscode.mjs';

/** A page for the workbench, which may use the clipboard as a person would let it. */
export async function newPage(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return await context.newPage();
}

/**
 * Follows the suite that runs inside VS Code: prints its lines and waits for its end. Must be called before the page
 * goes to the workbench. `result()` gives `{ passed, failed }`, in which it counts as one test more that
 * VS Code tells of no error in the extension; a suite that never came to its end counts as one failure
 * and has everything printed that VS Code logged.
 */
export async function observeSuite(page, { seconds = 300 } = {}) {
  const noise = [];
  const errors = [];
  const log = (line) => (process.env.DEBUG ? console.log(`  ${line}`) : noise.push(line));
  let counts;
  let exited;
  const exit = new Promise((resolve) => {
    exited = resolve;
  });
  let failures = 0;
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = args.join(' ');
    counts ??= countsIn(line);
    if (line.startsWith('FAIL ')) void shoot(page, `failed-${++failures}`);
    if (/^(ok|FAIL|note) /.test(line)) console.log(`  ${line}`);
    else log(line);
  });
  await page.exposeFunction('codeAutomationExit', (code) => exited(`it ended with ${code}`));
  page.on('pageerror', (error) => log(`page error: ${error.message}`));
  page.on('console', (message) => {
    log(`page: ${message.text().slice(0, 400)}`);
    if (message.type() === 'error' && isOurs(message.text())) errors.push(message.text());
  });
  return {
    async result() {
      const timeout = new Promise((resolve) => setTimeout(resolve, seconds * 1000, 'its time is over').unref());
      const how = await Promise.race([exit, timeout]);
      if (counts) return withErrors(counts, errors);
      console.log([...noise.slice(-60), `FAIL the suite gave no result: ${how}`].map((line) => `  ${line}`).join('\n'));
      return { passed: 0, failed: 1 };
    },
  };
}

/** What a person would have seen when a test failed, in .cache/screenshots. */
async function shoot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) }).catch(() => undefined);
}

const screenshots = path.join(repository, '.cache/screenshots');

/** Whether a message in the console is of the extension: VS Code puts there what nobody caught in the extension host. */
function isOurs(text) {
  return /nixos-impermanence\.nixos-impermanence/i.test(text) && !/\b(ok|FAIL|note) /.test(text);
}

function withErrors({ passed, failed }, errors) {
  if (errors.length === 0) {
    console.log('  ok   VS Code tells of no error in the extension');
    return { passed: passed + 1, failed };
  }
  console.log(errors.map((error) => `  FAIL VS Code tells of an error in the extension: ${error}`).join('\n'));
  return { passed, failed: failed + 1 };
}

function countsIn(line) {
  const [, passed, failed] = /^suite: (\d+) passed, (\d+) failed$/.exec(line) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}
