import { shellWord } from '../../impermanence/fixes/text.ts';

/**
 * Shell commands that find out what a branch's tarball is today and print it with its hash, as the set that `fetchTarball`
 * takes in place of the URL: an archive of GitHub, or a channel. They print nothing where something went wrong. Undefined for
 * other URLs: which revision lies behind them nobody here knows how to ask.
 */
export function pinCommands(url: string): readonly string[] | undefined {
  const find = archiveOfGitHub(url) ?? channel(url);
  if (find === undefined) return undefined;
  return [
    ...find,
    String.raw`sha256=$(nix-prefetch-url --unpack "$url") && echo "{ url = \"$url\"; sha256 = \"$sha256\"; }"`,
  ];
}

function archiveOfGitHub(url: string): readonly string[] | undefined {
  const pattern =
    /^(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\/archive\/(?:refs\/heads\/)?([\w./-]+?)(\.tar\.gz|\.zip)$/;
  const [, repository = '', branch = '', ending = ''] = pattern.exec(url) ?? [];
  if (repository === '' || branch.startsWith('refs/')) return undefined;
  return [
    `rev=$(git ls-remote ${shellWord(repository)} ${shellWord(`refs/heads/${branch}`)} | cut -f 1)`,
    `url=${repository}/archive/$rev${ending}`,
  ];
}

/** The address of a channel leads to that of the release it holds. */
function channel(url: string): readonly string[] | undefined {
  const isChannel = /^https:\/\/(?:nixos\.org\/channels|channels\.nixos\.org)\/[\w.-]+\/nixexprs\.tar\.xz$/.test(url);
  return isChannel ? [`url=$(curl -sfIL -o /dev/null -w '%{url_effective}' ${shellWord(url)})`] : undefined;
}
