"""The audit log: one row for every reading and writing of what a clinic keeps, chained so that a lost row shows."""

from django.db import models


class Entry(models.Model):
    """Who did what to what. Rows are only added; the database refuses to change or delete one (migration 0002).

    seq runs from 1 without a gap; mac is HMAC-SHA256 over the row and the mac before it, under the key named key_id.
    before, after: SHA-256 of what was changed, "" where nothing was.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=36, blank=True)  # id of the account, "" for a stranger or the system
    clinic = models.CharField(max_length=36, blank=True)
    action = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, blank=True)
    object = models.CharField(max_length=36, blank=True, db_index=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    key_id = models.CharField(max_length=16)
    previous = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)


class Head(models.Model):
    """The end of the chain, so that rows missing there show too. One row."""

    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
