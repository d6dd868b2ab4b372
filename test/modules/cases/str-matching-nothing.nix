lib:
[ { options.a = lib.mkOption { type = lib.types.strMatching "[0-7]{3,4}"; }; } { a = "rwx"; } ]
