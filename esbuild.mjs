// Bundles everything that runs into dist/. `--minify` for a release.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const minify = process.argv.includes('--minify');

const common = {
  bundle: true,
  target: 'es2022',
  minify,
  sourcemap: minify ? false : 'linked',
  loader: { '.md': 'text' },
  legalComments: 'none',
  logLevel: 'warning',
};
// CommonJS, because the oldest supported VS Code cannot load an extension that is an ES module.
const node = { ...common, platform: 'node', mainFields: ['module', 'main'], format: 'cjs', target: 'node20' };
const browser = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

// The server links to the pages of the rules; only the command line shows them.
const server = { loader: { '.md': 'empty' } };

// The client's library has a file of its own, which is read when the server is on its way: activation does not wait for it.
const library = {
  in: fileURLToPath(import.meta.resolve('vscode-languageclient/node')),
  out: 'dist/languageClient.js',
};
const besideLibrary = {
  name: 'beside the library',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^vscode-languageclient\/node$/ }, () => ({ path: './languageClient.js', external: true })),
};
// CommonJS is loaded by `require`: what `import()` finds in a minified file has no names.
const lean = { plugins: [besideLibrary], supported: { 'dynamic-import': false } };

const bundles = [
  { ...node, in: 'server/src/cli/main.node.ts', out: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  { ...node, ...server, in: 'server/src/lsp/main.node.ts', out: 'dist/server.js' },
  { ...node, ...lean, in: 'client/src/main.node.ts', out: 'dist/client.js', external: ['vscode'] },
  { ...node, ...library, external: ['vscode'] },
  { ...browser, ...server, in: 'server/src/lsp/main.browser.ts', out: 'dist/browser/server.js', format: 'iife' },
  { ...browser, in: 'client/src/main.browser.ts', out: 'dist/browser/client.js', format: 'cjs', external: ['vscode'] },
];

rmSync('dist', { recursive: true, force: true });
await Promise.all(
  bundles.map(async ({ in: entry, out, ...options }) => {
    if (!existsSync(entry)) return console.log(`skipped ${out}: ${entry} does not exist yet`);
    await build({ ...options, entryPoints: [entry], outfile: out });
  }),
);
if (existsSync('dist/cli.js')) chmodSync('dist/cli.js', 0o755);
