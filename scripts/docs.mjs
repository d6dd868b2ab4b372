// `npm run docs`: writes docs/rules from the rules and their pages, and what package.json says of the setting
// `impermanence.rules`. Tests fail while they differ.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { repository } from './setUp.mjs';

const bundle = path.join(repository, '.cache/ruleDocs.mjs');
await build({
  stdin: {
    contents: `export { ruleDocs } from './scripts/ruleDocs.ts'; export { ruleSettings } from './scripts/ruleSettings.ts'; export { rules } from './server/src/impermanence/rules/index.ts';`,
    resolveDir: repository,
  },
  ...{
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    loader: { '.md': 'text' },
    outfile: bundle,
    logLevel: 'warning',
  },
});
const { ruleDocs, ruleSettings, rules } = await import(pathToFileURL(bundle).href);
const folder = path.join(repository, 'docs/rules');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of ruleDocs(rules)) writeFileSync(path.join(folder, name), text);

const manifestFile = path.join(repository, 'package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
manifest.contributes.configuration.properties['impermanence.rules'] = ruleSettings(rules);
writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
