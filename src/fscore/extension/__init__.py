"""How plugins join: what they promise, how they are loaded, and how they are called without being trusted."""

import pluggy

hookimpl = pluggy.HookimplMarker("fscore")
hookspec = pluggy.HookspecMarker("fscore")
