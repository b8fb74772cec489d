"""Starts a kernel, sends it cells, and reports everything that comes back over the wire.

usage: talk_to_kernel.py KERNEL STEPS   (STEPS is a JSON list of {"code": ..., "interrupt_after": seconds or null})

Prints one JSON object: the reports of the steps, what the kernel process wrote on its own stderr, and how much of a
core the process used in the second after the last step.
"""

import json
import queue
import sys
import tempfile
import threading
import time

import psutil
from jupyter_client.manager import start_new_kernel

name, steps = sys.argv[1], json.loads(sys.argv[2])
log = tempfile.TemporaryFile()
manager, client = start_new_kernel(kernel_name=name, startup_timeout=120, stderr=log)
reports = []
try:
    for step in steps:
        report = {"streams": {}, "bundles": [], "updates": 0, "error": None, "interrupted_after": None}
        asked = [None]
        begin = time.monotonic()
        message_id = client.execute(step["code"])
        timer = None
        if step.get("interrupt_after"):

            def interrupt():
                asked[0] = time.monotonic()
                manager.interrupt_kernel()

            timer = threading.Timer(step["interrupt_after"], interrupt)
            timer.start()
        while True:
            message = client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != message_id:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                report["streams"].setdefault(content["name"], "")
                report["streams"][content["name"]] += content["text"]
            elif kind in ("execute_result", "display_data"):
                report["bundles"].append(content["data"])
            elif kind == "update_display_data":
                report["updates"] += 1
            elif kind == "error":
                report["error"] = {key: content[key] for key in ("ename", "evalue", "traceback")}
            elif kind == "status" and content["execution_state"] == "idle":
                break
        reply = client.get_shell_msg(timeout=60)
        while reply["parent_header"].get("msg_id") != message_id:
            reply = client.get_shell_msg(timeout=60)
        report["status"] = reply["content"]["status"]
        report["seconds"] = time.monotonic() - begin
        if asked[0]:
            report["interrupted_after"] = time.monotonic() - asked[0]
        reports.append(report)
    process = psutil.Process(manager.provisioner.process.pid)
    time.sleep(1.0)
    load = process.cpu_percent(interval=1.5)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
log.seek(0)
print(json.dumps({"steps": reports, "log": log.read().decode("utf-8", "replace"), "load": load}))
