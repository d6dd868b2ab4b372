// `npm run verify`: sets up what the tests need and runs all of them. The last line is `N passed, N failed`.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repository, requireNode, run, setUpDebian, setUpPackages, setUpVscode } from './setUp.mjs';

requireNode();
const cache = path.join(repository, '.cache');
mkdirSync(cache, { recursive: true });
const results = [];
const failures = [];

step('packages', () => ok(setUpPackages()));
const lacking = setUpDebian({ chromium: 'chromium', 'nix-instantiate': 'nix-bin' });
for (const line of lacking) console.log(`\n${line}`);
step('formatting and lint', () => ok(run('npx', ['biome', 'check', '--error-on-warnings', '.'])));
step('types', () => ok(run('npx', ['tsc', '-b'])));
step('unit tests', unitTests);
step('build', () => ok(run('node', ['esbuild.mjs', '--minify'])));
step('the example on the command line', () => ok(commandLineAlone()));
step('package', () => ok(run('node', ['scripts/package.mjs', path.join(cache, 'verify.vsix')])));
step('VS Code', () => ok(setUpVscode()));
step('tests in VS Code', vscodeTests);
summary();

/** A step that only succeeds or fails is no test: it counts when it fails. */
function ok(succeeded) {
  return { passed: 0, failed: succeeded ? 0 : 1 };
}

function step(name, work) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { passed, failed, note } = work();
  results.push({ name, passed, failed, note, seconds: (Date.now() - started) / 1000 });
}

function unitTests() {
  const report = path.join(cache, 'vitest.json');
  rmSync(report, { force: true });
  const succeeded = run('npx', ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    failures.push(...testResults.flatMap(failuresIn));
    // A file that cannot be loaded fails without a test of its own.
    const failed = numFailedTests === 0 && !succeeded ? 1 : numFailedTests;
    return { passed: numPassedTests, failed, note: numPendingTests > 0 ? `${numPendingTests} skipped` : undefined };
  } catch {
    return { passed: 0, failed: 1, note: 'no report' };
  }
}

/** The failed tests of a file by name; the file itself where it could not be loaded. */
function failuresIn({ name, status, assertionResults }) {
  const file = path.relative(repository, name);
  const failed = assertionResults.filter((result) => result.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [file];
  return failed.map(({ fullName }) => `${file}: ${fullName}`);
}

/** The command line is one file that needs nothing beside it, and finds what the example is for. */
function commandLineAlone() {
  const folder = mkdtempSync(path.join(tmpdir(), 'command-line-'));
  try {
    const file = path.join(folder, 'cli.js');
    copyFileSync(path.join(repository, 'dist/cli.js'), file);
    const args = [file, 'check', 'examples/tmpfs-root', '--fail-on', 'never'];
    const output = execFileSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
    process.stdout.write(output);
    return ['home-tmpfs-not-separate', 'home-manager-unit-build-failure'].every((rule) => output.includes(rule));
  } catch (error) {
    console.log(String(error));
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vscodeTests() {
  const child = spawnSync(process.execPath, ['test/vscode/run.mjs'], {
    ...{ cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  });
  process.stdout.write(child.stdout);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(child.stdout) ?? [];
  if (passed === undefined) return { passed: 0, failed: 1, note: 'did not run' };
  return { passed: Number(passed), failed: Number(failed) };
}

function summary() {
  console.log('\n== summary');
  for (const { name, passed, failed, note, seconds } of results) {
    const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : 'ok';
    console.log(`${name}: ${counts}${note ? `, ${note}` : ''} (${seconds.toFixed(1)} s)`);
  }
  for (const line of lacking) console.log(line);
  for (const name of failures.slice(0, 20)) console.log(`FAIL ${name}`);
  if (failures.length > 20) console.log(`and ${failures.length - 20} more`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}
