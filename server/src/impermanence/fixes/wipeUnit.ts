import type { Definition } from '../../nix/modules/configuration.ts';
import { renameAttribute } from '../../nix/syntax/build/bindings.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import { placeOfName } from './definitions.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile } from './located.ts';

/**
 * Turns `boot.initrd.post…Commands = script` into a unit of the systemd initrd that runs it before the root is mounted.
 * The order is that of the module's README (nix-community/impermanence, pull request 321).
 */
export function convertToUnit(
  context: FixContext,
  { nameSite }: Definition,
  name: string,
): readonly FileEdit[] | undefined {
  const place = nameSite && placeOfName(context, nameSite);
  const component = place?.binding.path[place.index];
  if (!place || !component || place.index !== place.binding.path.length - 1) return undefined;
  const { tree, binding, file } = place;
  const script = tree.text.slice(binding.value.start, binding.value.end);
  const after =
    name === 'postMountCommands' ? ['wantedBy = [ "initrd.target" ];', 'after = [ "sysroot.mount" ];'] : beforeRoot;
  const unit = ['{', ...[...after, ...settings].map((line) => `  ${line}`), `  script = ${script};`, '}'].join('\n');
  const [renamed] = renameAttribute(tree, component, 'unit');
  if (!renamed) return undefined;
  return inFile(file, [
    { span: renamed.span, text: 'systemd.services.wipe-root' },
    ...replaceExpression(tree, binding.value, unit),
  ]);
}

const beforeRoot = [
  'wantedBy = [ "initrd.target" ];',
  'after = [ "initrd-root-device.target" ];',
  'before = [ "sysroot.mount" ];',
];

const settings = ['unitConfig.DefaultDependencies = "no";', 'serviceConfig.Type = "oneshot";'];
