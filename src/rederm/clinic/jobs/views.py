"""How far a job is: as a stream of events, and as a part of a page for browsers that lose the stream."""

import asyncio
import json
from collections.abc import AsyncIterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.jobs.models import ENDED, Job
from rederm.clinic.jobs.run import stop as stop_job

_BETWEEN = 0.5  # seconds between two looks at the row
_LONGEST = 600  # seconds; the browser then connects anew


@page("client.read", of=Job)
async def events(request: Asked, job: Job) -> StreamingHttpResponse:
    """Server-sent events: "progress" with done, of and said; "end" with the state."""
    return StreamingHttpResponse(_told(job), content_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _told(job: Job) -> AsyncIterator[str]:
    last = None
    for _ in range(int(_LONGEST / _BETWEEN)):
        now = await Job.objects.values("state", "done", "of", "said").aget(pk=job.pk)
        if now != last:
            last = now
            yield f"event: {'end' if now['state'] in ENDED else 'progress'}\ndata: {json.dumps(now)}\n\n"
        if now["state"] in ENDED:
            return
        await asyncio.sleep(_BETWEEN)


@page("client.read", of=Job)
def progress(request: Asked, job: Job) -> HttpResponse:
    """The same as a part of a page, which asks again by itself until the job has ended."""
    response = render(request, "clinic/jobs/progress.html", {"job": job, "ended": job.state in ENDED})
    if job.state in ENDED:
        response["HX-Refresh"] = "true"
    return response


@page("plan.make", of=Job, methods=("POST",))
def stop(request: Asked, job: Job) -> HttpResponse:
    """End it with the best so far."""
    stop_job(request.user, job)
    job.refresh_from_db()
    return render(request, "clinic/jobs/progress.html", {"job": job, "ended": False})
