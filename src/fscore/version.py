"""The version of the core, which plugins' manifests are checked against."""

VERSION = "0.1.0"
