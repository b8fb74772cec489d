"""Executes one notebook in its own kernel and prints one JSON object per code cell.

usage: run_notebook.py NOTEBOOK OUT SECONDS   (OUT may be empty; SECONDS = 0 means no limit)
"""

import json
import pathlib
import re
import sys
import tempfile
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from jupyter_client.kernelspec import NoSuchKernel

source, out, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def say(**fields):
    print(json.dumps(fields), flush=True)


class Watched(NotebookClient):
    started = 0.0

    def first_line(self, cell):
        return next((l.strip() for l in cell.source.splitlines() if l.strip()), "")[:80]

    async def async_execute_cell(self, cell, cell_index, *args, **kwargs):
        begin = time.monotonic()
        fields = {"cell": cell_index, "first": self.first_line(cell)}
        try:
            result = await super().async_execute_cell(cell, cell_index, *args, **kwargs)
        except CellExecutionError as error:
            traces = [o.traceback for o in cell.outputs if o.output_type == "error"] or [str(error).splitlines()]
            text = COLOURS.sub("", "\n".join("\n".join(traces[0]).splitlines()[:25]))
            say(**fields, status="error", seconds=time.monotonic() - begin, error=text)
            raise
        if cell.cell_type == "code":
            say(**fields, status="ok", seconds=time.monotonic() - begin)
        return result


try:
    notebook = nbformat.read(source, as_version=4)
except Exception as error:  # whatever the file holds, the user gets one sentence
    print(f"lab: {source} is not a notebook: {error}".splitlines()[0], file=sys.stderr)
    sys.exit(2)

begin = time.monotonic()
client = Watched(
    notebook,
    timeout=limit or None,
    resources={"metadata": {"path": str(pathlib.Path(source).parent)}},
)
status, code = "ok", 0
log = tempfile.TemporaryFile()  # the kernel's own words, of interest only if it dies
try:
    client.execute(stderr=log)
except CellExecutionError:
    status, code = "failed", 1
except CellTimeoutError:
    status, code = f"stopped: a cell took more than {limit} s", 1
except DeadKernelError:
    log.seek(0)
    status, code = "failed: the kernel died", 1
    print(log.read().decode("utf-8", "replace")[-2000:], file=sys.stderr)
except NoSuchKernel as error:
    status, code = f"failed: {error}", 1
cells = sum(cell.cell_type == "code" for cell in notebook.cells)
if out:
    try:
        nbformat.write(notebook, out)
    except OSError as error:
        print(f"lab: the executed notebook could not be written: {error}", file=sys.stderr)
        code = 1
say(total=cells, status=status, seconds=time.monotonic() - begin)
sys.exit(code)
