"""Which photographs are taken, and how: a fixed set of views, so that two of one view compare."""

from dataclasses import dataclass

from rederm.clinic.charts.models import Record
from rederm.skin.names import SITE_NAMES

CLOSE_UP, BODY = "close-up", "body"


@dataclass(frozen=True)
class View:
    """name: as stored; title: as said; how: where client and camera are."""

    name: str
    title: str
    how: str

    @property
    def outline(self) -> str:
        """The static file of its drawn outline."""
        return f"photos/{self.name}.svg"

    @property
    def of_site(self) -> bool:
        """Whether it shows one site, which must then be named."""
        return self.name in (CLOSE_UP, BODY)


FACE = (
    View("front", "Front", "Nose to the camera, eyes open and level with the lens, face at rest."),
    View("left-45", "Left 45°", "The client turns to their right, until the far eyelashes just touch the edge of the cheek."),
    View("left-90", "Left 90°", "The client turns to their right, until only one eye is seen: left side to the camera."),
    View("right-45", "Right 45°", "The client turns to their left, until the far eyelashes just touch the edge of the cheek."),
    View("right-90", "Right 90°", "The client turns to their left, until only one eye is seen: right side to the camera."),
)
VIEWS = (
    *FACE,
    View(CLOSE_UP, "Close-up", "One site fills the picture, camera square to the skin, ruler or colour card at its edge."),
    View(BODY, "Body site", "The whole site with a hand's breadth around it, camera square to the skin."),
)
BY_NAME = {view.name: view for view in VIEWS}
RULES = (
    ("Skin", "Clean, dry, no make-up, ten minutes after washing. If made up, say so: it stays with the photograph."),
    ("Light", "The same lamps in the same places each time, daylight shut out, no flash, no mixed colours."),
    ("Distance", "A mark on the floor for the client and one for the camera; zoom with the lens, not by walking."),
    ("Colour card", "A grey or colour card beside the face, as near to the lens as the skin is, without shade or shine."),
    ("Face", "Hair tied back, jewellery off, lips closed, no smile: wrinkles change most with the expression."),
    ("Camera", "Sharp on the skin, at its full size, no filter, no beauty mode."),
)


@dataclass(frozen=True)
class Shot:
    """A view, and the site where it is one of a site."""

    view: View
    site: str = ""

    @property
    def title(self) -> str:
        return f"{self.view.title}, {self.site.replace('-', ' ')}" if self.site else self.view.title

    @property
    def query(self) -> str:
        """What the page of a new photograph is asked for it."""
        return f"?view={self.view.name}&site={self.site}"


def wanted(record: Record) -> list[Shot]:
    """What the concerns of the client file ask for: the five views of a face where one lies on it, and a close-up or the
    site of each. Without a file, the face."""
    from rederm.skin import FACE_PARTS

    version = record.file
    concerns = version.content.get("concerns", []) if version else []
    sites = list(dict.fromkeys(concern["site"] for concern in concerns))
    on_face = [site for site in sites if site == "face" or site in FACE_PARTS]
    face = [Shot(view) for view in FACE] if on_face or not sites else []
    near = [Shot(BY_NAME[CLOSE_UP], site) for site in sites if site != "face"]
    body = [Shot(BY_NAME[BODY], site) for site in sites if site not in on_face]
    return [*face, *near, *body]


def site_choices() -> list[tuple[str, str]]:
    """Every site by name and in words."""
    return [(name, name.replace("-", " ")) for name in SITE_NAMES]
