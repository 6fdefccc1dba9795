"""The printed report of a plan: made by the worker, kept in the vault, given out as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.jobs.models import Job
from rederm.clinic.jobs.run import ask
from rederm.clinic.plans.kinds import PLAN, REPORT
from rederm.clinic.vault.models import Sealed
from rederm.clinic.vault.vault import opened
from rederm.sources import InputError

FILES = {  # as they are asked for: the name of the file, words
    "client-pdf": ("client.pdf", "for the client, PDF"),
    "client-html": ("client.html", "for the client, page"),
    "clinician-pdf": ("report.pdf", "for the clinician, PDF"),
    "clinician-html": ("report.html", "for the clinician, page"),
}


@page("plan.make", of=Job, methods=("POST",))
def ask_report(request: Asked, job: Job) -> HttpResponse:
    """Have the report of a search written."""
    if job.kind != PLAN or not job.answer:
        told = {"head": "There is no plan to print", "do": "Search for plans first."}
        return render(request, "clinic/refused.html", told, status=422)
    ask(request.user, job.record, REPORT, {"plan": str(job.pk)})
    return redirect("plans", key=job.record_id)


@page("client.read", of=Job)
def download(request: Asked, job: Job, name: str) -> HttpResponse:
    """One file of a report."""
    files = (job.answer or {}).get("files", {}) if job.kind == REPORT else {}
    file = FILES.get(name, ("", ""))[0]
    if file not in files:
        told = {"head": "There is no such file", "do": f"A report has these: {', '.join(FILES)}."}
        return render(request, "clinic/refused.html", told, status=422)
    sealed = Sealed.objects.filter(pk=files[file], clinic_id=request.user.clinic_id).first()
    if sealed is None:
        raise Http404
    try:
        content = opened(sealed)
    except InputError as error:
        return render(request, "clinic/refused.html", {"head": "The file cannot be read", "do": str(error)}, status=422)
    number = job.record.number
    headers = {"Content-Disposition": f'attachment; filename="client-{number}-{file}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=sealed.media_type, headers=headers)
