"""Starts a kernel, asks for 1+1 and for a figure, and prints what came back as one JSON object.

usage: probe_kernel.py KERNEL
"""

import json
import re
import sys
import time

from jupyter_client.manager import start_new_kernel

FIGURE = 'org.solvable.show.Figure.of("doctor").line("", new double[] {0, 1, 2}, new double[] {0, 1, 4})'
begin = time.monotonic()
answer = {}
manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=90)
try:
    def ask(code):
        bundle, problem = {}, ""

        def hook(message):
            nonlocal bundle, problem
            content = message["content"]
            if message["msg_type"] in ("execute_result", "display_data"):
                bundle = content["data"]
            elif message["msg_type"] == "error":
                problem = re.sub(r"\x1b\[[0-9;]*m", "", "; ".join(content["traceback"]))[:400]

        client.execute_interactive(code, timeout=60, output_hook=hook)
        return bundle, problem

    bundle, problem = ask("1 + 1")
    answer["sum"] = bundle.get("text/plain", "")
    answer["error"] = problem
    answer["seconds"] = time.monotonic() - begin
    bundle, problem = ask(FIGURE)
    answer["figure"] = problem or ", ".join(sorted(bundle))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps(answer))
