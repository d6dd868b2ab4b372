import { closeAll, noProblem, open, problem, rememberFiles, writeFile } from './example.ts';

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
});
