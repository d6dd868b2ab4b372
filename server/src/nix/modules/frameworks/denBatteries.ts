/**
 * The aspects that come with den, and its library (vic/den 927f4d8, modules/aspects/provides and nix/lib). Those that say
 * nothing a persistent system depends on are empty.
 */
export const denBatteries = `
{ lib, inputs, config, outside, resolve }:
let
  inherit (config) den;
  context = ctx: aspect: { _mark = "context"; inherit ctx aspect; };
  only = names: aspect: { _mark = "only"; inherit names; aspect = { includes = [ aspect ]; }; };
  take = exact: function: { _mark = "take"; inherit exact function; };
  some = exact: aspect: { _mark = "parametric"; inherit exact aspect; };
  forward = rule: { _mark = "forward"; inherit rule; };
  homeOf = user: "/home/\${user.userName}";
  folder = root: { class, ... }:
    let path = "\${toString root}/_\${class}"; in
    if builtins.pathExists path then { \${class}.imports = [ (inputs.import-tree path) ]; } else { };

  # What stands in angle brackets.
  find = _: text:
    let
      parts = lib.splitString "." (builtins.replaceStrings [ "/" ] [ ".provides." ] text);
      first = builtins.head parts;
      rest = builtins.tail parts;
      plain = builtins.filter (part: part != "provides") rest;
      bare = if rest != [ ] && builtins.head rest == "provides" then builtins.tail rest else rest;
      among = paths: set: lib.getAttrFromPath (lib.findFirst (path: lib.hasAttrByPath path set) plain paths) set;
    in
    if first == "den" then lib.getAttrFromPath rest den
    else if den.aspects ? \${first} then among [ rest bare ] den.aspects.\${first}
    else among [ bare rest ] den.ful.\${first};
in {
  lib = {
    parametric = {
      __functor = _: aspect: aspect;
      atLeast = some false;
      exactly = some true;
      fixedTo = { __functor = _: context; atLeast = context; exactly = context; upTo = context; };
      expands = ctx: aspect: { _mark = "more"; inherit ctx aspect; };
      withOwn = _: aspect: aspect;
    };
    take = {
      exactly = take true;
      atLeast = take false;
      upTo = take false;
      unused = _: used: used;
    };
    owned = aspect: builtins.removeAttrs aspect [ "includes" "__functor" "__functionArgs" "_key" "_values" ];
    statics = aspect: { inherit (aspect) includes; };
    perHost = only [ "host" ];
    perUser = only [ "host" "user" ];
    perHome = only [ "home" ];
    aspects.resolve = class: aspect: { imports = resolve class aspect; };
    forward.forwardEach = forward;
    policy = outside.lib.policy // {
      route = rule: { _mark = "route"; inherit rule; };
      include = aspect: aspect;
    };
    __findFile = find;
  };
  provides = {
    define-user.includes = [
      (take true ({ host, user }: {
        nixos.users.users.\${user.userName} = { name = user.userName; home = homeOf user; isNormalUser = true; };
        homeManager.home = { username = user.userName; homeDirectory = homeOf user; };
      }))
      (take true ({ home }: { homeManager.home = { username = home.userName; homeDirectory = homeOf home; }; }))
    ];
    primary-user = { user, host, ... }: {
      nixos.users.users.\${user.userName} = { isNormalUser = true; extraGroups = [ "wheel" "networkmanager" ]; };
    };
    hostname = { host, ... }: { \${host.class}.networking.hostName = host.hostName; };
    user-shell = shell: {
      includes = [
        (take true ({ host, user }: {
          nixos = { pkgs, ... }: { programs.\${shell}.enable = true; users.users.\${user.userName}.shell = pkgs.\${shell}; };
          homeManager.programs.\${shell}.enable = true;
        }))
        (take true ({ home }: { homeManager.programs.\${shell}.enable = true; }))
      ];
    };
    host-aspects = { _mark = "hostAspects"; };
    bidirectional = { _mark = "hostAspects"; };
    import-tree = {
      __functor = _: folder;
      provides = {
        host = root: { host, ... }: folder "\${toString root}/\${host.name}";
        user = root: { user, ... }: folder "\${toString root}/\${user.name}";
        home = root: { home, ... }: folder "\${toString root}/\${home.name}";
      };
    };
    forward.__functor = _: forward;
    home-manager = { };
    mutual-provider = { };
    os-class = { };
    os-user = { };
    inputs' = { };
    self' = { };
    tty-autologin = _: { };
    unfree = _: { };
    insecure = _: { };
    wsl = { };
    hjem = { };
    maid = { };
  };
}
`;
