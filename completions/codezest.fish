complete --keep-order --exclusive --command codezest --arguments "(COMPLETE=fish codezest -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
