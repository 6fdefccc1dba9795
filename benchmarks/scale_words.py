"""The words of docs/scale.md, with names where figures go."""

HEAD = """\
# What it costs

What a [virtual trial](methods/trials.md) and a plan cost, how that grows, and what {clients} clients or {clinics} clinics would
cost. Written by `make scale` from its figures (`docs/scale.json`), which are not edited by hand; another machine has others.

Seconds are of the processor, all processes together, unless *clock* stands beside them: the machine had {cores} cores and other
work on them (load {low} to {high}), which stretches the clock much and these somewhat. Each figure is of one run of the whole
command, start and summary included, at low priority. Where nothing else is said a trial has two arms of three sessions
(opus-plasma, fractional-co2) four weeks apart, visits to two years, two endpoints, one replicate, one worker, and lesions that
were solved before: a lesion is solved once for a device, setting, skin and draw of the law, and kept.

![Growth of processor time and memory](scale.svg)
"""

GROWTH = """\
## A client and a draw

Clients who are alike (a stratum: age to five years, sex, type, severity, habits) are draws of one run. The first of a stratum
in an arm takes **{first} ms**, each further one, which is one more draw, **{further} ms** (by the difference of runs with two
and with {alike} in each of the {largest} largest strata). A cohort like this has {strata} strata at {among} clients, and hardly
more at ten times as many: large trials cost what their draws cost.

{by_clients}
What else grows ({small} clients, or {small_arm} in each arm), values and seconds in the same order:

{by_rest}"""

WORKERS = """\
## Two workers

The longest path of two workers is the seconds of the process that asks and then of the busiest worker. By Amdahl's law a serial
share s makes it s + (1 - s) / 2 of the seconds of one; what both workers do (their own start) counts as serial.

{by_workers}
{target} clients in each of two arms within {target_s} s on two cores, nothing solved before: {path} s by the longest path,
{met}; {clock} s by the clock at load {load}, {met_clock}. Two workers at least {up} times one in each row: {met_up}, at best
{best}. Trials are so cheap that what is serial is much of them: the start of Python, once in each process, the sampling of
clients, the simulated power and the files.
"""

MEMORY = """\
## Memory and disk

{by_memory}
A million clients at one visit stay {side} 1 GB, workers included. With two workers the process grows by {each} bytes a client
from {cold_clients} to a million: the table it gives, and copies in passing. A finished chunk keeps {chunk} bytes a row,
`clients.parquet` {parquet} bytes a row.
"""

TRIAL = """\
## Ten million clients

From the run of {measured} clients with --out, {times} times as many. Assumed: work and serial part grow with the clients, and
a core-hour costs {price} USD. Lesions count as solved; solving them for a hundred laws is part of the {cold_laws} s above.

    work         {work_s} s x {times} / 3600 = {work_core_h} core-hours, spread over workers
    serial       {serial_s} s x {times} / 3600 = {serial_h} hours of one core
    together     {work_core_h} + {serial_h} = {core_h} core-hours, x {price} USD (assumed) = {usd} USD
    on N cores   {serial_h} + {work_core_h} / N hours
    disk         {clients} x ({chunk} + {parquet}) bytes = {disk_gb} GB
    memory       {base} MB + {clients} x {each} bytes = {memory_gb} GB in the process that sums up

{by_cores}
With many cores most of the time is the one process that fills the table, sums up and writes: more cores buy no more. Its memory
is the limit. On a machine of {machine_gb} GB (assumed) it ends at

    ({machine_gb} GB - {base} MB) / {each} bytes = {most} clients

Beyond that the workers would have to sum up their own chunks, which the sums allow as they stand (whole numbers, the same bytes
in any order: `outlook/trial/sums.py`), and write a Parquet file for each; the process would then hold cells and no rows. That
is not built. A cell holds at most 2^20 clients of one arm and replicate: more clients are more replicates.
"""

CLINICS = """\
## A thousand clinics

One plan of `examples/maria.toml` with its report takes {cold} core-seconds with nothing solved before and {warm} with its
lesions solved, and writes {plan_mb} MB.

Assumed: {plans} plans a clinic and day, {days} days a year, {peak} of a day's plans in its fullest hour,
{in_use} of a core in use in that hour so that nobody waits long, {price} USD a core-hour. Every plan counts as if nothing had
been solved before, which a shared folder of lesions betters.

    plans        {clinics} x {plans} = {plans_day} a day, x {days} = {plans_year} a year
    peak hour    {plans_day} x {peak} = {plans_peak} plans x {cold} s / 3600 = {busy} cores, / {in_use} = {peak_cores}
    a year       {plans_year} x {cold} s / 3600 = {year_core_h} core-hours, x {price} USD (assumed) = {year_usd} USD
    storage      {plans_year} x {plan_mb} MB = {year_tb} TB a year

Photographs, the pages of the clinic and its database are not counted.
"""
