"""Numbers of the methods in this folder: limits of files, sizes of filters, steps. None is a property of skin."""

# Reading
LEAST_SIDE, MOST_PIXELS, MOST_BYTES = 128, 60_000_000, 200_000_000  # side and area in pixels; size of the file
WHOLE_8, WHOLE_16 = 255, 257  # white in 8 bits; 16 bits to 8
STRIP_ROWS = 256  # rows that are worked on at once where a photograph is taken whole
WORK_PIXELS = 1_500_000  # size at which skin is found, measured and changed; detail finer than this is left as it is

# Grey patches and grey world
GREY_SPREAD = 0.03  # a neutral patch: |ln R/G| and |ln B/G| stay within this of their middle

# Finding skin
MASK_PIXELS = 300_000  # size at which skin is found
DARKEST = 0.002  # linear light below which a pixel has no colour to judge
BURNT = 0.985  # sRGB code, as a share of white, from which a channel holds no more information
GENERIC_REACH, OWN_REACH = 2.6, 3.0  # standard deviations: from all skin, from this client's own
OWN_SPREAD = (0.07, 0.14)  # least and most spread of the client's own chromaticity
DARKER, DARK_REACH = 0.55, 0.05  # optical density below its surroundings that is hair or a hole; surroundings, of the diameter
OPENING, HOLE, PIECE = 0.012, 0.0015, 0.3  # of the diameter; of the area of skin; of the largest piece
MARGIN, FEATHER = 0.012, 0.02  # of the diameter: kept away from what is not skin; over which changes fade in
CLOSE_FRAME, CLOSE_HOLE = 0.6, 0.06  # where so much is skin, holes of this share of it are spots, crust or lesions on it
WHOLE_FRAME = 0.85  # share of skin from which a picture is a close-up without a face's features
LIP_DENSITY, LIP_AREA = 0.22, (0.003, 0.08)  # ln(R/G) less ln(G/B) above the surroundings; share of the skin
BROW_DENSITY, BROW_AREA, BROW_REACH = 0.12, (0.001, 0.03), 0.06  # density of red above the surroundings; share; surroundings
BROW_ROWS, BROW_GRAIN = 0.33, 0.008  # share of the skin that lies above the lids; smoothing and margin, of the diameter
LIP_LONG, BROW_LONG = 1.25, 1.8  # width to height
LIP_REACH, LIP_MARGIN = 0.12, 0.02
MAD = 1.4826  # median absolute deviation to standard deviation
TINY = 1e-6

# Quality
LEAST_SKIN, FEW_SKIN = 4_000, 90_000  # pixels of skin: for anything, for lines and texture
LEAST_SHARE = 0.01  # of the picture that is skin
COLOURLESS = 0.02  # mean distance from green to the other channels against mean brightness, below which a picture is grey
DARK_SKIN, BURNT_SKIN = 0.012, 0.08  # median linear light of the brightest channel; share of the skin area
BLUR, BLUR_WINDOW = 0.7, 11  # Crete's measure, 0 sharp .. 1 blurred; its window
CARD_AREA, CARD_FILL, CARD_FLAT = (0.004, 0.15), 0.92, 0.04  # share of the picture; of its bounding box; spread of ln light
CARD_TINT, CARD_LIGHT = 0.35, (0.03, 0.85)  # most |ln R/G|, |ln G/B| of a card; its linear light

# Changing a photograph
BASE_SIZE, BASE_TURNS, BASE_SPREAD = 160, 3, 1.5  # working diameter of wide filters; turns; deviations at which weight falls
SPOT_REACH, BLOTCH_REACH = 0.05, 0.18  # filters that tell spots and blotches from their surroundings, of the diameter
NOISE = 1.0  # standard deviations of what is not a spot that stay as they are
LINE_STEP, LINE_LONGEST = 1.6, 0.012  # ratio between scales of lines; widest, of the diameter
LINE_CLEAR, LINE_REACH = 4.0, 2.5  # times the mean answer at which a line is sure; width of its surroundings, of its own
TEXTURE_BAND, TEXTURE_MOST = (0.8, 0.008), 0.08  # pixels; of the diameter; density beyond which detail is no texture
MOST_RATIO = 2.0  # a concern is shown at most this much worse
REDNESS_FROM = 0.2  # quantile of blood that is taken for not reddened
PIGMENT_MOST = 1.0  # density of pigment beyond which a map is not trusted
SPLIT_NOISE = 0.15  # share of the spread of pigments and shade that a camera and a sum of channels leave unsure
SPOT_MELANIN = 2.0  # times own: how far towards a spot the direction of melanin is taken
SHADE_SPREAD = 0.3  # of shade from spot to spot, as a share of that of pigment
CURVE_STEPS = 16_384  # of linear light -> sRGB
LEFT_OUT = 0.02  # share open, or debris, from which it is said that they are left out

# Measuring
MEASURED_DIAMETER, MEASURED_SPOT = 361, 0.06  # pixels to which skin is brought; surroundings of a spot, of the diameter
BAND_WIDTHS, BAND_COARSE = (0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2), 4.0  # pixels; from which width on a coarser raster
MID, WIDE, WIDEST = 2, 4, 5  # bands: 3.2 to 6.4, 12.8 to 25.6, 25.6 to 51.2
LINE_WIDTHS, PIT_WIDTHS, DEEPEST = (0.8, 5.4), (1.3, 3.4), 0.99
LEAST_MEASURE = 1e-4  # density below which a measure is noise of the 8-bit codes
RIDGE = 0.05  # penalty of the fit, of measures scaled to their spread
