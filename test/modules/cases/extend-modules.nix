lib:
let
  inner = lib.evalModules {
    modules = [
      { options.n = lib.mkOption { default = 3; apply = x: x * 2; }; options.l = lib.mkOption { type = lib.types.listOf lib.types.str; }; }
      ({ config, who, ... }: { l = [ who "n${toString config.n}" ]; })
    ];
    specialArgs.who = "me";
  };
  more = inner.extendModules { modules = [ { n = 5; } ]; specialArgs.who = "you"; };
  most = more.extendModules { modules = [ { l = lib.mkBefore [ "first" ]; } ]; };
in
[
  { options.out = lib.mkOption { type = lib.types.anything; }; options.sub = lib.mkOption { type = inner.type; default = { }; }; }
  { out = { inner = inner.config.l; more = more.config.l; most = most.config.l; }; sub.n = 7; }
]
