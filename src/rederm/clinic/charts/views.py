"""The clients of a clinic, and the chart of one."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.forms import NewClient
from rederm.clinic.charts.keep import new_record
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import NEXT, steps_of

_PER_PAGE = 25
_LONGEST = 120  # characters of a name; a database takes no pattern of any length
SORTS = {"name": "name", "number": "number", "newest": "-made"}  # what a query may ask for; anything else is the first


@page("client.read")
def start(request: Asked) -> HttpResponse:
    """The verdict in one line, and the clients: searched, sorted, a page at a time."""
    wanted, sort = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST], request.GET.get("sort", "")
    sort = sort if sort in SORTS else "name"
    records = Record.objects.filter(clinic_id=request.user.clinic_id).order_by(SORTS[sort], "id")
    if wanted:
        by_number = Q(number=int(wanted)) if wanted.isdecimal() and len(wanted) < 10 else Q(pk=None)
        records = records.filter(Q(name__icontains=wanted) | by_number)
    shown = Paginator(records, _PER_PAGE).get_page(request.GET.get("page"))
    log(request.user, "read clients")
    told = {"shown": shown, "wanted": wanted, "sort": sort, "sorts": SORTS}
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, "clinic/charts/list.html" if part else "clinic/charts/start.html", told)


@page("client.write", methods=("GET", "POST"))
def new(request: Asked) -> HttpResponse:
    """Enter a new client."""
    form = NewClient(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("client", key=new_record(request.user, **form.cleaned_data).pk)
    return render(request, "clinic/charts/new.html", {"form": form}, status=422 if form.errors else 200)


@page("client.read", of=Record)
def chart(request: Asked, record: Record) -> HttpResponse:
    """One client: where they stand on the way from consult to follow-up, and what comes next."""
    steps = steps_of(record, request.user)
    coming = next((step for step in steps if step.state == NEXT), None)
    told = {"record": record, "file": record.file, "steps": steps, "coming": coming}
    return render(request, "clinic/charts/chart.html", told)
