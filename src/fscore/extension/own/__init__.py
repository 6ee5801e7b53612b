"""What the core itself declares, as any plugin does: its register and its network."""

from fscore.extension.contents import Contents
from fscore.extension.declarations import Outline, Section
from fscore.extension.manifest import Category, Manifest
from fscore.extension.own import network, profile
from fscore.labels import _
from fscore.version import VERSION

CONTENTS = Contents(
    Manifest(
        id="core",
        version=VERSION,
        title=_("组织网络和经营主体"),
        title_en="Network and operators",
        summary=_("区划、人员、任职、经营主体和证照。"),
        category=Category.ORGANISATION,
        requires_core=f"=={VERSION}",
    ),
    package="fscore",
    indicators=[*network.INDICATORS, *profile.INDICATORS],
    reminders=network.REMINDERS,
    sections=[Section("profile", Outline.PROFILE), Section("network", Outline.ORGANISATION)],
)
