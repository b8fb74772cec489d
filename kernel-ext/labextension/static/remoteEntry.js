// A JupyterLab extension is a module-federation container: an object with init(sharedScope) and get(module).
// This one has a single module, the MIME renderer for Plotly figures; see ../README.md.
(() => {
  'use strict';

  const MIME_TYPE = 'application/vnd.plotly.v1+json';
  const base = document.currentScript.src.replace(/[^/]*$/, '');

  // plotly.js is 4.8 MB, so it is loaded by the first figure and not by the start of JupyterLab.
  let loading = null;
  const plotly = () =>
    (loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = base + 'plotly.min.js';
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => {
        loading = null;
        reject(new Error('plotly.min.js could not be loaded from ' + script.src + '; run ./lab doctor --fix'));
      };
      // An AMD loader on the page would swallow Plotly, which announces itself there when it can.
      const define = window.define;
      window.define = undefined;
      script.addEventListener('load', () => (window.define = define));
      script.addEventListener('error', () => (window.define = define));
      document.head.appendChild(script);
    }));

  // Figures without colours of their own take those of JupyterLab's theme, light or dark.
  const themed = layout => {
    const style = getComputedStyle(document.body);
    const colour = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    const given = layout ?? {};
    const ink = colour('--jp-content-font-color1', '#222');
    const soft = colour('--jp-content-font-color2', '#666');
    const grid = colour('--jp-border-color2', '#ddd');
    const out = {
      ...given,
      paper_bgcolor: given.paper_bgcolor ?? 'rgba(0,0,0,0)',
      plot_bgcolor: given.plot_bgcolor ?? 'rgba(0,0,0,0)',
      font: { ...(given.font ?? {}), color: given.font?.color ?? ink },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: soft, activecolor: ink, ...(given.modebar ?? {}) },
      autosize: given.width === undefined,
    };
    const axes = Object.keys(given).filter(key => /^[xy]axis\d*$/.test(key));
    for (const key of new Set(['xaxis', 'yaxis', ...axes])) {
      const axis = given[key] ?? {};
      out[key] = {
        ...axis,
        gridcolor: axis.gridcolor ?? grid,
        zerolinecolor: axis.zerolinecolor ?? grid,
        linecolor: axis.linecolor ?? soft,
        tickcolor: axis.tickcolor ?? soft,
      };
    }
    return out;
  };

  // Error bars of bars are drawn over the bars and the page alike; plotly.js would draw them nearly black.
  const inked = (data, ink) =>
    (data ?? []).map(trace =>
      trace.type === 'bar' && trace.error_y && !trace.error_y.color
        ? { ...trace, error_y: { ...trace.error_y, color: ink } }
        : trace,
    );

  const rendererOn = Widget =>
    class PlotlyFigure extends Widget {
      constructor(options) {
        super();
        this.addClass('jp-RenderedPlotly');
        this.mimeType = options.mimeType;
        this.figure = null;
        this.resizing = new ResizeObserver(() => this.fit());
        this.themes = new MutationObserver(() => this.draw());
      }

      async renderModel(model) {
        this.figure = model.data[this.mimeType];
        if (this.isAttached) await this.draw();
      }

      onAfterAttach() {
        this.resizing.observe(this.node);
        this.themes.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-name'] });
        this.draw();
      }

      onBeforeDetach() {
        this.resizing.disconnect();
        this.themes.disconnect();
        if (window.Plotly && this.node.classList.contains('js-plotly-plot')) window.Plotly.purge(this.node);
      }

      async draw() {
        const figure = this.figure;
        if (!figure || !this.isAttached) return;
        try {
          const Plotly = await plotly();
          if (this.isDisposed || figure !== this.figure) return;
          const layout = themed(figure.layout);
          this.node.style.height = `${layout.height ?? 450}px`;
          const config = { responsive: false, displaylogo: false, ...(figure.config ?? {}) };
          await Plotly.react(this.node, inked(figure.data, layout.font.color), layout, config);
          if (figure.frames?.length && !this.node._transitionData?._frames?.length) {
            await Plotly.addFrames(this.node, figure.frames);
          }
        } catch (error) {
          this.node.textContent = String(error);
        }
      }

      fit() {
        const shown = this.node.offsetWidth > 0;
        if (shown && window.Plotly && this.node._fullLayout && this.figure?.layout?.width === undefined) {
          window.Plotly.Plots.resize(this.node);
        }
      }
    };

  let scope = null;
  const shared = async name => {
    const versions = scope[name];
    return (await versions[Object.keys(versions)[0]].get())();
  };

  const modules = {
    './mimeExtension': async () => {
      const { Widget } = await shared('@lumino/widgets');
      const PlotlyFigure = rendererOn(Widget);
      const plugin = {
        id: 'solvable-plotly:factory',
        rendererFactory: {
          safe: true,
          mimeTypes: [MIME_TYPE],
          createRenderer: options => new PlotlyFigure(options),
        },
        rank: 0,
        dataType: 'json',
      };
      return () => ({ __esModule: true, default: plugin });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB['solvable-plotly'] = {
    init: sharedScope => {
      scope = sharedScope;
    },
    get: name => (modules[name] ? modules[name]() : Promise.reject(new Error('No module ' + name))),
  };
})();
