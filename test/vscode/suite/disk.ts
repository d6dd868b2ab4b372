import * as vscode from 'vscode';
import { assert } from './assert.ts';
import { closeAll, noProblem, open, problem, rememberFiles, uriOf, writeFile } from './example.ts';
import { until } from './until.ts';

suite('changes on disk', () => {
  let restore = closeAll;
  suiteSetup(async () => {
    restore = await rememberFiles();
  });
  teardown(async () => await restore());

  test('of a file that is not open change its problems, and those of others', async () => {
    await open('configuration.nix');
    await problem('home.nix', 'removed-option');
    await problem('home.nix', 'home-tmpfs-not-separate');
    await writeFile('home.nix', (text) =>
      text.replace('      removePrefixDirectory = true;\n      allowOther = true;\n', ''),
    );
    await noProblem('home.nix', 'removed-option');
    const home = '  fileSystems."/home/robin" = { device = "none"; fsType = "tmpfs"; neededForBoot = true; };\n\n';
    await writeFile('hardware-configuration.nix', (text) =>
      text.replace('  fileSystems."/nix"', `${home}  fileSystems."/nix"`),
    );
    await noProblem('home.nix', 'home-tmpfs-not-separate');
    await restore();
    await problem('home.nix', 'removed-option');
    await problem('home.nix', 'home-tmpfs-not-separate');
  });

  test('a flake that comes and goes is taken up, and its host has a lens', async () => {
    const uri = vscode.Uri.joinPath(uriOf('configuration.nix'), '../flake.nix');
    try {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(flake));
      await vscode.window.showTextDocument(uri);
      const lens = await until('a lens', async () => {
        const command = 'vscode.executeCodeLensProvider';
        return (await vscode.commands.executeCommand<vscode.CodeLens[]>(command, uri, 50))[0];
      });
      assert(/^2 stores, \d+ problems$/.test(lens.command?.title ?? ''), String(lens.command?.title));
      assert(lens.command?.command === 'workbench.actions.view.problems', String(lens.command?.command));
    } finally {
      await closeAll();
      await vscode.workspace.fs.delete(uri);
    }
    await until('no problem of the flake', () => {
      return !vscode.languages.getDiagnostics(uri).some(({ source }) => source === 'impermanence');
    });
    await problem('home.nix', 'removed-option');
  });
});

const flake = `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.finch = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix ]; };
  };
}
`;
