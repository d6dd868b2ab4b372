import path from 'node:path';
import { build } from 'esbuild';
import { repository } from './vscode.mjs';

const output = path.join(repository, '.cache/vscode-suite');

/** Bundles the suite for both extension hosts and gives the paths of the two entry points. */
export async function bundleSuite() {
  const common = { bundle: true, format: 'cjs', target: 'es2022', sourcemap: 'inline', logLevel: 'warning' };
  const entry = (name) => path.join(import.meta.dirname, 'suite', name);
  const suites = { node: path.join(output, 'node/index.js'), browser: path.join(output, 'browser/index.js') };
  await Promise.all([
    build({
      ...{ ...common, platform: 'node', external: ['vscode', 'mocha'] },
      ...{ entryPoints: [entry('index.node.ts')], outfile: suites.node },
    }),
    build({
      ...{ ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'], external: ['vscode'] },
      ...{ entryPoints: [entry('index.browser.ts')], outfile: suites.browser },
      define: { global: 'globalThis', 'process.env.NODE_DEBUG': 'undefined' },
    }),
  ]);
  return suites;
}
