"""Opens notebooks in a running JupyterLab like a reader would, runs all cells, and reports what is on the screen.

usage: drive_lab.py CHROMIUM SERVER TOKEN FOLDER_FOR_SCREENSHOTS NOTEBOOK...

Everything but the server itself is refused, so that whatever draws has drawn offline. Prints one JSON object per notebook.
"""

import json
import pathlib
import sys
import tempfile
import time
import urllib.parse

from playwright.sync_api import sync_playwright

chromium, server, token, shots = sys.argv[1:5]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  const cells = panel?.content?.widgets?.filter(c => c.model.type === 'code') ?? [];
  return {
    kernel: kernel?.status ?? 'none',
    cells: cells.length,
    ran: cells.filter(c => c.model.sharedModel.execution_count !== null).length,
    waiting: cells.filter(c => c.model.executionState === 'running').length,
    errors: cells.flatMap(c => c.model.sharedModel.outputs ?? [])
      .filter(o => o.output_type === 'error').map(o => `${o.ename}: ${o.evalue}`),
    figures: cells.flatMap(c => c.model.sharedModel.outputs ?? [])
      .filter(o => o.data && 'application/vnd.plotly.v1+json' in o.data).length,
  };
}"""


def open_and_run(page, name):
    page.goto(f"{server}/lab/tree/{urllib.parse.quote(name)}?token={token}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
    # IJava's status stays unknown until its first cell, so the wait is for the connection, not for "idle".
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === 'connected'",
        timeout=120_000,
    )
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    state, deadline, calm = {}, time.monotonic() + 300, 0
    while time.monotonic() < deadline and calm < 3:  # idle for three looks in a row, so a gap between cells is not the end
        time.sleep(0.5)
        state = page.evaluate(STATE)
        done = state["kernel"] == "idle" and state["waiting"] == 0 and (state["ran"] == state["cells"] or state["errors"])
        calm = calm + 1 if done else 0
    state["finished"] = calm == 3
    return state


LOOK = """() => {
  const plots = [...document.querySelectorAll('.js-plotly-plot')];
  const marks = plot => plot.querySelectorAll('svg.main-svg .trace, svg.main-svg .hm, svg.main-svg .contour, svg.main-svg .point').length
    + plot.querySelectorAll('.gl-container canvas').length;
  return {plots: plots.length, empty: plots.filter(plot => marks(plot) === 0).length,
          traces: plots.reduce((sum, plot) => sum + marks(plot), 0)};
}"""


# Texts of figures that stand out from their ground by less than the Web Content Accessibility Guidelines ask for, 4.5 : 1.
FAINT = """() => {
  const colour = text => {
    const [r, g, b, a] = (text.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return {rgb: [r, g, b], a: a ?? 1};
  };
  const over = (top, below) => below.map((v, i) => top.a * top.rgb[i] + (1 - top.a) * v);
  const light = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const page = node => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) layers.push(colour(getComputedStyle(n).backgroundColor));
    return layers.reduceRight((below, top) => over(top, below), [255, 255, 255]);
  };
  const faint = [];
  let texts = 0;
  for (const plot of document.querySelectorAll('.js-plotly-plot')) {
    const ground = over(colour(getComputedStyle(plot.querySelector('.main-svg')).backgroundColor), page(plot));
    for (const text of plot.querySelectorAll('svg text')) {
      const style = getComputedStyle(text);
      if (!text.textContent.trim() || style.visibility === 'hidden' || !text.getBoundingClientRect().width) continue;
      texts += 1;
      const box = text.closest('.annotation-text-g')?.querySelector('rect.bg');
      const own = box ? {...colour(getComputedStyle(box).fill), a: Number(getComputedStyle(box).fillOpacity)} : {rgb: ground, a: 0};
      // A text with a ground of its own lies over colours from black to white.
      const grounds = own.a > 0 ? [over(own, [0, 0, 0]), over(own, [255, 255, 255])] : [ground];
      const ink = {...colour(style.fill), a: colour(style.fill).a * Number(style.fillOpacity) * Number(style.opacity)};
      const least = Math.min(...grounds.map(g => contrast(over(ink, g), g)));
      if (least < 4.5) faint.push(`${text.textContent} ${least.toFixed(2)}`);
    }
  }
  return {faint, texts};
}"""


def wear(page, theme):
    """Switches JupyterLab's theme and waits until the page has it."""
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme, timeout=30_000)
    time.sleep(2)


def draw(page, expected):
    """Brings every figure into view, since a front end may draw only what is seen, and counts what was drawn."""
    seen = {}
    for _ in range(40):
        for plot in page.query_selector_all(".js-plotly-plot"):
            plot.scroll_into_view_if_needed()
        seen = page.evaluate(LOOK)
        if seen["plots"] >= expected and seen["empty"] == 0:
            break
        time.sleep(0.5)
    return seen


with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium, headless=True, args=FLAGS, viewport={"width": 1280, "height": 1000}
    )
    refused = []

    def only_server(route):
        if route.request.url.startswith((server, "data:", "blob:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context.route("**/*", only_server)
    for name in sys.argv[5:]:
        page = context.new_page()
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        state = open_and_run(page, name)
        state.update(draw(page, state["figures"]))
        stem = pathlib.Path(name).stem
        # A window as tall as the notebook puts all of it on one picture.
        height = page.evaluate("() => Math.max(...[...document.querySelectorAll('.jp-WindowedPanel-outer')].map(e => e.scrollHeight))")
        page.set_viewport_size({"width": 1280, "height": min(int(height) + 120, 16000)})
        page.evaluate("() => document.querySelectorAll('.jp-WindowedPanel-outer').forEach(e => e.scrollTo(0, 0))")
        time.sleep(2)
        page.screenshot(path=f"{shots}/{stem}.png")
        plots = page.query_selector_all(".js-plotly-plot")
        if plots:
            plots[0].screenshot(path=f"{shots}/{stem}-figure.png")
        light = page.evaluate(FAINT)
        wear(page, "JupyterLab Dark")
        page.screenshot(path=f"{shots}/{stem}-dark.png")
        dark = page.evaluate(FAINT)
        state.update(faint=light["faint"] + dark["faint"], texts=light["texts"] + dark["texts"])
        wear(page, "JupyterLab Light")
        state.update(notebook=name, refused=sorted(set(refused)), problems=problems)
        print(json.dumps(state), flush=True)
        page.close()
    context.close()
