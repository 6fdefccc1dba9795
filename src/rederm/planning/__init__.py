"""Goals, limits, search -> Plan."""
