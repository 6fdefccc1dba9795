"""simulate(client, course) -> Outlook: bands, downtime, comfort, risks."""

from rederm.outlook.days import HORIZONS
from rederm.outlook.outlook import RISKS, Outlook
from rederm.outlook.pictured import pictured
from rederm.outlook.risks import Risks
from rederm.outlook.sessions import PER_SESSION, SessionOutlook
from rederm.outlook.simulate import simulate

__all__ = ["HORIZONS", "PER_SESSION", "RISKS", "Outlook", "Risks", "SessionOutlook", "pictured", "simulate"]
