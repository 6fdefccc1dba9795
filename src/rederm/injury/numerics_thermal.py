"""How finely heat lesions are sampled. Numbers of the method, no property of tissue or device."""

LESION_DRAWS = 16  # draws whose lesion is solved; the others take these in turn, each with its own model error
DEPTH_POINTS = 192  # points of the depth axis on which solved lesions are kept
STRETCHED_POINTS = 320  # points of it once each draw has its own model error
RECENT = 64  # settings whose solved lesions stay in memory, a tenth of a megabyte each
