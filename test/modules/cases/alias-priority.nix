lib:
[ { options.new = lib.mkOption { type = lib.types.str; default = "d"; }; } (lib.mkAliasOptionModule [ "old" ] [ "new" ]) { old = lib.mkForce "forced"; } { new = "plain"; } ]
