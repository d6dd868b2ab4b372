import { expect, test } from 'vitest';
import { atCursor } from '../../../test/support/cursor.ts';
import { codeActions } from './codeActions.ts';

test('what is said of several homes is repaired by one action', () => {
  const home = (user: string) =>
    `home-manager.users.${user} = import ./home.nix; users.users.${user}.isNormalUser = true;`;
  const { analysis, path, offset } = atCursor({
    'configuration.nix': `{ imports = [ "\${builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-25.11.tar.gz"}/nixos" ];
  ${home('bird')} ${home('crow')} }`,
    'home.nix': '{ home.persistence."/persist".directories = [ ".s‸sh" ]; home.stateVersion = "25.11"; }',
  });
  const said = analysis.problemsOf(path).filter(({ rule }) => rule.id === 'private-directory-mode');
  const actions = codeActions(analysis, path, { start: offset, end: offset });
  const repair = actions.filter(({ title }) => title === 'Set mode = "0700"');
  expect(said).toHaveLength(2);
  expect(repair).toHaveLength(1);
  expect(repair[0]?.problems).toEqual(said);
  expect(actions.filter(({ title }) => title.startsWith('Silence private-directory-mode'))).toHaveLength(1);
});
