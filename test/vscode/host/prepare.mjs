// run once after npm ci: VS Code's server looks for its modules (and serves the browser ones) under lib/vscode/node_modules
import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const link = path.join(here, 'node_modules/code-server/lib/vscode/node_modules');
if (!existsSync(link)) symlinkSync('../../..', link);
console.log('vscode-host ready:', lstatSync(link).isSymbolicLink() ? 'linked' : 'own node_modules');
