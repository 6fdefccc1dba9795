"""What happens inside the skin: a cross-section from before three plasma sessions to five years after them.

Every coloured thing is a state of the simulation, to scale: what is dead, what closes it, inflammation, new collagen.

python examples/gallery/story.py FOLDER
"""

import sys
from pathlib import Path

from PIL import Image

import rederm as rd
from rederm.look.story import STRIP
from rederm.output.story import told
from rederm.output.story_panel import draw
from rederm.output.story_sheet import strip

client = rd.Client.load(Path(__file__).parents[1] / "maria.toml")
course = rd.Course.parse("3 sessions of opus-plasma on cheek at 60 W, 3 passes, 4 weeks apart, with moist care")
story = told(rd.simulate(client, course, draws=16), most=STRIP)
sheet = strip([draw(story.story, story.ground, frame, 420) for frame in story.story.frames], story.heading)
sheet.thumbnail((1200, 1200), Image.Resampling.LANCZOS)
sheet.save(Path(sys.argv[1]) / "story.webp", quality=55)
