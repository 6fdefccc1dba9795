"""A client's photograph: read, checked, changed as predicted, scored. Nothing of it leaves the machine.

photo = read_photo(path);  checked = check_photo(photo)
image = project(checked, before, after, table);  found = score(checked)
"""

from rederm.look.photo.mask import SkinMask, skin_mask
from rederm.look.photo.project import not_shown, project
from rederm.look.photo.quality import Checked, check_photo
from rederm.look.photo.read import Photo, photo_of, read_photo
from rederm.look.photo.score import PhotoScore, score

__all__ = [
    "Checked",
    "Photo",
    "PhotoScore",
    "SkinMask",
    "check_photo",
    "not_shown",
    "photo_of",
    "project",
    "read_photo",
    "score",
    "skin_mask",
]
