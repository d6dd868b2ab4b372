import { assert } from './assert.ts';
import { closeAll } from './example.ts';
import { log, wrongs } from './log.ts';

// What other suites do wrong on purpose, of which the person is to be told.
const provoked = [
  'the setting impermanence.rules must be an object of rule ids and severities, not ["nonsense"]',
  'Request textDocument/rename failed.',
];

// Comes after all that is expected to go well.
suite('after all that', () => {
  teardown(closeAll);

  test('the log holds no error and no warning', async () => {
    const text = await log();
    assert(text.includes('The server was ready'), `the log is ${text}`);
    const unexpected = wrongs(text).filter((line) => !provoked.some((each) => line.includes(each)));
    assert(unexpected.length === 0, unexpected.join('\n'));
  });
});
