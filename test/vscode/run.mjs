// `node test/vscode/run.mjs [node|worker|oldest|ui]…` runs the suite in a real VS Code; without a name in all of them.
// `node test/vscode/run.mjs pictures` takes pictures of every feature, into .cache/pictures.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleSuite } from './bundleSuite.mjs';
import { runNode } from './runNode.mjs';
import { runPictures } from './runPictures.mjs';
import { runUi } from './runUi.mjs';
import { runOldest, runWorker } from './runWorker.mjs';
import { missing, repository, workingCopy } from './vscode.mjs';

const tests = { node: runNode, worker: runWorker, oldest: runOldest, ui: runUi };
const runs = { ...tests, pictures: runPictures };
const titles = {
  node: 'VS Code, extension host in Node, folder on disk',
  worker: 'VS Code, extension host in a web worker, virtual workspace',
  oldest: 'VS Code 1.91, extension host in a web worker, virtual workspace',
  ui: 'VS Code, real user interface, packaged extension',
  pictures: 'Pictures of every feature in VS Code, for people to look at',
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(tests);
const unknown = names.filter((name) => !(name in runs));
const reason =
  unknown.length > 0 ? `no such run: ${unknown.join(' ')} (there are ${Object.keys(runs).join(', ')})` : missing();
if (reason) {
  console.error(reason);
  process.exit(2);
}

const built = spawnSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: repository, stdio: 'inherit' });
if (built.status !== 0) {
  console.error('the build failed');
  process.exit(2);
}
const suites = names.some((name) => name !== 'ui' && name !== 'pictures') ? await bundleSuite() : {};
const total = { passed: 0, failed: 0 };
for (const name of names) {
  const started = Date.now();
  console.log(`${titles[name]}`);
  const { passed, failed } = await oneRun(name);
  console.log(`${name}: ${passed} passed, ${failed} failed in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

async function oneRun(name) {
  const { folder, remove } = workingCopy(path.join(repository, 'examples/tmpfs-root'));
  try {
    const suite = name === 'node' ? suites.node : suites.browser;
    return await runs[name]({ extension: repository, suite, folder });
  } catch (error) {
    console.log(`  FAIL ${error instanceof Error ? error.stack : error}`);
    return { passed: 0, failed: 1 };
  } finally {
    remove();
  }
}
