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

// Libraries and the larger part of the server have files of their own, which are read when they are needed: neither
// activation nor the server's first answer waits for them.
const parts = {
  'vscode-languageclient/node': './languageClient.js',
  'vscode-languageserver': './languageServer.js',
  'vscode-languageserver/node': './languageServer.js',
  './serve.ts': './serve.js',
};
const inParts = {
  name: 'in parts',
  setup: ({ onResolve }) =>
    onResolve({ filter: /./ }, ({ path, kind }) =>
      path in parts && kind !== 'entry-point' ? { path: parts[path], external: true } : undefined,
    ),
};
// CommonJS is loaded by `require`: what `import()` finds in a minified file has no names.
const lean = { plugins: [inParts], supported: { 'dynamic-import': false } };
const library = (name) => fileURLToPath(import.meta.resolve(name));

const bundles = [
  { ...node, in: 'server/src/cli/main.node.ts', out: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  { ...node, ...lean, in: 'server/src/lsp/main.node.ts', out: 'dist/server.js' },
  { ...node, ...lean, ...server, in: 'server/src/lsp/serve.ts', out: 'dist/serve.js' },
  { ...node, in: library('vscode-languageserver/node'), out: 'dist/languageServer.js' },
  { ...node, ...lean, in: 'client/src/main.node.ts', out: 'dist/client.js', external: ['vscode'] },
  { ...node, in: library('vscode-languageclient/node'), out: 'dist/languageClient.js', external: ['vscode'] },
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
