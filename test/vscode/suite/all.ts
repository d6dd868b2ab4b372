import './extension.ts';
import './problems.ts';
import './assistance.ts';
import { extension, open } from './example.ts';

// Without a server no test can pass: say so once instead of waiting in each.
suiteSetup(async () => {
  await open('configuration.nix');
  await (await extension()).exports.ready;
});
