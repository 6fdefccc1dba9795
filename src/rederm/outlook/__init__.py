"""simulate(client, course) -> Outlook: bands, downtime, comfort, risks."""
