"""Reading a photograph: what can be read comes out the right way up in sRGB, and all else is refused in one line."""

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from rederm.look.photo import read_photo
from rederm.sources import InputError


def picture(width: int = 200, height: int = 160) -> np.ndarray:
    """A skin-coloured gradient with a red corner at the top left."""
    rows, columns = np.mgrid[:height, :width]
    made = np.stack([180 + rows // 4, 130 + columns // 8, np.full_like(rows, 110)], axis=-1).astype(np.uint8)
    made[:40, :60] = (200, 20, 20)
    return made


def saved(tmp_path: Path, image: Image.Image, name: str = "photo.png", **how: object) -> Path:
    path = tmp_path / name
    image.save(path, **how)
    return path


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, rows: bytes, depth: int = 8, kind: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read_photo(path)
    told = str(raised.value)
    assert "\n" not in told
    assert path.name in told
    return told


@pytest.mark.parametrize("name", ["photo.png", "photo.tiff", "photo.webp"])
def test_what_is_stored_without_loss_is_read_as_it_is(tmp_path: Path, name: str) -> None:
    how = {"lossless": True} if name.endswith("webp") else {}
    assert np.array_equal(read_photo(saved(tmp_path, Image.fromarray(picture()), name, **how)).pixels, picture())


def test_a_jpeg_is_read_within_what_it_loses(tmp_path: Path) -> None:
    found = read_photo(saved(tmp_path, Image.fromarray(picture()), "photo.jpg", quality=95)).pixels.astype(int)
    assert np.abs(found - picture())[50:].mean() < 3


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "1"])
def test_other_kinds_of_pixels_become_three_channels(tmp_path: Path, mode: str) -> None:
    found = read_photo(saved(tmp_path, Image.fromarray(picture()).convert(mode))).pixels
    assert found.shape == (160, 200, 3)
    assert found.dtype == np.uint8


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    clear = np.dstack([picture(), np.full((160, 200), 255, np.uint8)])
    clear[80:] = (0, 0, 0, 0)
    found = read_photo(saved(tmp_path, Image.fromarray(clear))).pixels
    assert np.array_equal(found[:80], picture()[:80])
    assert (found[80:] == 255).all()


def test_sixteen_bits_of_grey_keep_their_level(tmp_path: Path) -> None:
    grey = np.linspace(0, 65535, 160 * 200).reshape(160, 200).astype(np.uint16)
    found = read_photo(saved(tmp_path, Image.fromarray(grey), "photo.png"))
    assert np.abs(found.pixels[..., 0] - grey / 257).max() <= 1
    assert "16 bits" in " ".join(found.notes)


def test_sixteen_bits_of_colour_keep_their_level(tmp_path: Path) -> None:
    wide = (picture().astype(np.uint16) * 257).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in wide)
    path = tmp_path / "photo.png"
    path.write_bytes(png(200, 160, rows, depth=16))
    assert np.abs(read_photo(path).pixels.astype(int) - picture()).max() <= 1


def test_cmyk_is_read_and_said_to_be_approximate(tmp_path: Path) -> None:
    found = read_photo(saved(tmp_path, Image.fromarray(picture()).convert("CMYK"), "photo.jpg", quality=95))
    assert np.abs(found.pixels.astype(int) - picture())[50:].mean() < 8
    assert "approximate" in " ".join(found.notes)


def test_a_colour_profile_is_turned_to_srgb(tmp_path: Path) -> None:
    """A profile whose primaries are those of sRGB with red and blue for one another must swap them back."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    for index in range(count):
        at = 132 + 12 * index
        name = bytes(profile[at : at + 4])
        if name in (b"rXYZ", b"bXYZ"):
            profile[at : at + 4] = b"bXYZ" if name == b"rXYZ" else b"rXYZ"
        if name == b"desc":
            profile[at : at + 4] = b"dexx"
    found = read_photo(saved(tmp_path, Image.fromarray(picture()[..., ::-1].copy()), icc_profile=bytes(profile)))
    assert np.abs(found.pixels.astype(int) - picture()).max() <= 3


def test_a_broken_colour_profile_is_said_and_passed_over(tmp_path: Path) -> None:
    found = read_photo(saved(tmp_path, Image.fromarray(picture()), icc_profile=b"not a profile"))
    assert np.array_equal(found.pixels, picture())
    assert "profile" in " ".join(found.notes)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_however_the_camera_was_held(tmp_path: Path, orientation: int) -> None:
    stored = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.transpose(1, 0, 2),
        6: lambda a: np.rot90(a, 1),
        7: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
        8: lambda a: np.rot90(a, -1),
    }[orientation](picture())
    exif = Image.Exif()
    exif[274] = orientation
    path = saved(tmp_path, Image.fromarray(np.ascontiguousarray(stored)), exif=exif)
    assert np.array_equal(read_photo(path).pixels, picture())


@pytest.mark.parametrize("orientation", [0, 9, 700])
def test_an_orientation_that_does_not_exist_is_passed_over(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    assert np.array_equal(read_photo(saved(tmp_path, Image.fromarray(picture()), exif=exif)).pixels, picture())


def test_notes_of_the_camera_are_not_carried_on(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[271] = "Camera of Maria"
    exif.get_ifd(34853)[2] = (52.0, 31.0, 12.0)
    found = read_photo(saved(tmp_path, Image.fromarray(picture()), "photo.jpg", exif=exif))
    assert set(vars(found)) == {"pixels", "name", "notes"}
    assert "Maria" not in " ".join(found.notes)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"not a picture at all, but words", "not a photograph"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='900' height='900'/>", "not a photograph"),
        (b"\x89PNG\r\n\x1a\n", "not a photograph"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"%PDF-1.7\n", "not a photograph"),
    ],
)
def test_what_is_no_photograph_is_refused(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    assert word in refusal(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "no such" in refusal(tmp_path / "missing.jpg")
    assert "folder" in refusal(tmp_path)


@pytest.mark.parametrize("size", [(1, 1), (127, 4000), (2000, 3)])
def test_few_pixels_are_refused_with_the_least_size(tmp_path: Path, size: tuple[int, int]) -> None:
    assert "128" in refusal(saved(tmp_path, Image.new("RGB", size)))


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg", "photo.webp", "photo.tiff"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_file_that_ends_early_is_refused(tmp_path: Path, name: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)
    path = saved(tmp_path, Image.fromarray(noise), name)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    refusal(path)


@pytest.mark.parametrize("size", [(25_000, 20_000), (9_000, 8_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    """The head claims hundreds of megapixels; the pixels are a few bytes."""
    import tracemalloc

    path = tmp_path / "bomb.png"
    path.write_bytes(png(*size, bytes(1000)))
    tracemalloc.start()
    told = refusal(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "megapixels" in told
    assert most < 5_000_000


def test_an_animation_and_pages_are_refused(tmp_path: Path) -> None:
    first, second = Image.fromarray(picture()), Image.fromarray(picture()[::-1].copy())
    assert "not a photograph" in refusal(saved(tmp_path, first, "photo.gif", save_all=True, append_images=[second]))
    for name in ("photo.webp", "photo.png", "photo.tiff"):
        assert "2 pictures" in refusal(saved(tmp_path, first, name, save_all=True, append_images=[second]))


def test_floating_point_pictures_are_refused(tmp_path: Path) -> None:
    assert "floating" in refusal(saved(tmp_path, Image.fromarray(np.ones((200, 200), np.float32)), "photo.tiff"))


def test_a_damaged_middle_never_ends_in_another_error(tmp_path: Path) -> None:
    """Bytes overwritten anywhere: a picture, or an InputError."""
    rng = np.random.default_rng(5)
    for form in ("PNG", "JPEG", "TIFF", "WEBP"):
        whole = io.BytesIO()
        Image.fromarray(picture()).save(whole, form, exif=Image.Exif())
        for _ in range(40):
            content = bytearray(whole.getvalue())
            for _ in range(rng.integers(1, 12)):
                content[rng.integers(0, len(content) if rng.random() < 0.5 else 80)] = rng.integers(0, 256)
            path = tmp_path / "photo.any"
            path.write_bytes(bytes(content))
            with suppress(InputError):
                assert read_photo(path).pixels.ndim == 3
