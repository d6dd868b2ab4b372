// `npm run test:desktop`: the same suite in a VS Code for the desktop, which @vscode/test-electron downloads. For
// machines with the Internet and a display (`xvfb-run -a npm run test:desktop` without one).
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundleSuite.mjs';
import { repository, workingCopy } from './vscode.mjs';

execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: repository, stdio: 'inherit' });
const { folder, remove } = workingCopy(path.join(repository, 'examples/tmpfs-root'));
try {
  process.exitCode = await runTests({
    version: process.argv[2] ?? 'stable',
    extensionDevelopmentPath: repository,
    extensionTestsPath: (await bundleSuite()).node,
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  remove();
}
