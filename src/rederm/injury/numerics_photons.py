"""How finely photons are traced and scored. Numbers of the method, no property of tissue or light."""

PHOTONS = 40_000  # of one pencil response
BLOCKS = 4  # streams of one response; each is one piece of work, so that the bytes do not depend on the workers
LEAST_WEIGHT, SURVIVAL = 1e-2, 0.1  # roulette: of a photon this light, this share goes on with what the others held
STRAIGHT = 0.99999  # cosine beyond which a photon runs along the axis
ISOTROPIC = 1e-6  # anisotropy below which scattering has no direction
ROWS, RINGS = 160, 96  # of the scored grid within its reach; one more of each holds what lies beyond
BEYOND = 4.0  # outer edge of what lies beyond, over the reach
REACH_DEPTHS = 10.0  # attenuation lengths in the reach of the grid
RINGS_PER_BEAM = 12  # rings of the field of a beam in its 1/e^2 radius
BEAM_RADII = 2.0  # of rings that fine
HEATINGS = 2  # rounds in which absorption and heating find each other
