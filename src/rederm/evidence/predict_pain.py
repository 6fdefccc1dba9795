"""The pain of a study's people while treated."""

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.outlook.comfort import comfort


def pain(observation: Observation, draws: Draws) -> Samples:
    """0 to 10, (n,)."""
    course = Treated(observation, draws)
    session = course.sessions[0]
    return comfort(course.injuries[0], session.setting.device, session.aftercare, course.skin, draws).pain
