// Draws what Python placed, and reports clicks. Text from data is put in as text, never as markup.

const LEGEND = "legend", CANVAS = "canvas";

function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent.appendChild(made);
  return made;
}

function colours(root) {
  const style = getComputedStyle(root.host || root);
  const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  return { ink: read("--st-text-color", "#1E293B"), ground: read("--st-background-color", "#FFFFFF"),
           primary: read("--st-primary-color", "#0F766E") };
}

function begin(root) {
  const legend = element("div", LEGEND, root);
  const frame = element("div", "drawing", root);
  const canvas = element("div", CANVAS, frame);
  const fit = element("button", "fit", frame);
  fit.type = "button";
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(canvas, { nodes, edges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, keyboard: false, hideEdgesOnDrag: true, hideEdgesOnZoom: true,
                   multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false },
    edges: { smooth: false, selectionWidth: 2, hoverWidth: 0.5 },
    // A label that would be too small to read is not drawn.
    nodes: { shape: "dot", scaling: { label: { drawThreshold: 8 } } },
  });
  const drawing = { root, legend, frame, canvas, fit, nodes, edges, network, person: null, shown: "", report: () => {} };
  network.on("click", (event) => {
    if (event.nodes.length) drawing.report("node", event.nodes[0]);
    else if (event.edges.length) drawing.report("edge", event.edges[0]);
    else drawing.report("none", "");
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) drawing.report("expand", event.nodes[0]); });
  fit.addEventListener("click", () => fitAll(drawing));
  // Who leaves the drawing leaves its tooltip too; the library looks only at moves inside.
  canvas.addEventListener("mouseleave", () => network.interactionHandler?.popup?.hide());
  // A frame that is not there yet, or becomes wider, is fitted when it is.
  new ResizeObserver(() => { if (!drawing.fitted && canvas.clientWidth) fitAll(drawing); }).observe(canvas);
  canvas.drawing = drawing;
  return drawing;
}

function fitAll(drawing) {
  const { left, right, top, bottom } = drawing.bounds;
  if (!drawing.canvas.clientWidth) return;
  const scale = Math.min(drawing.canvas.clientWidth / (right - left + 24), drawing.canvas.clientHeight / (bottom - top + 24), 1.2);
  drawing.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  drawing.fitted = true;
  drawing.canvas.dataset.fitted = "yes";
}

function drawLegend(drawing, data) {
  drawing.legend.replaceChildren();
  drawing.legend.setAttribute("role", "group");
  drawing.legend.setAttribute("aria-label", data.words.legend);
  for (const kind of data.legend) {
    const button = element("button", "", drawing.legend);
    button.type = "button";
    button.setAttribute("aria-pressed", String(kind.name === data.highlighted));
    element("i", "", button).style.background = kind.colour;
    element("span", "", button).textContent = `${kind.name} ${kind.count}`;
    button.addEventListener("click", () => drawing.report("kind", kind.name === data.highlighted ? "" : kind.name));
  }
}

function dotOf(dot, data, colour, placed) {
  const dim = data.highlighted && dot.kind !== data.highlighted;
  const made = { id: dot.id, label: dot.label, title: dot.title, size: dot.size, opacity: dim ? 0.15 : 1,
    borderWidth: dot.own ? 1 : 3,
    color: { background: dot.own ? dot.colour : colour.ground, border: dot.colour,
             highlight: { background: dot.own ? dot.colour : colour.ground, border: colour.primary },
             hover: { background: dot.own ? dot.colour : colour.ground, border: colour.primary } },
    borderWidthSelected: 5,
    font: { color: dim ? "rgba(128,128,128,0.35)" : colour.ink, size: 14, strokeWidth: 4, strokeColor: colour.ground } };
  // Who moved a dot finds it where it was put; only what is new gets its place.
  return placed ? made : { ...made, x: dot.x, y: dot.y };
}

function lineOf(line, data) {
  return { id: line.id, from: line.from, to: line.to, width: line.width, title: line.title, dashes: line.cut,
    color: { color: line.cut ? "#C2410C" : "#7A8B99", highlight: line.cut ? "#C2410C" : "#0EA5E9",
             hover: line.cut ? "#C2410C" : "#0EA5E9", opacity: data.highlighted ? 0.2 : 1 } };
}

function replace(set, items) {
  const there = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !there.has(id)));
  set.update(items);
}

function draw(drawing, data) {
  const colour = colours(drawing.root);
  if (drawing.person !== data.person) { drawing.nodes.clear(); drawing.edges.clear(); drawing.fitted = false; }
  const known = new Set(drawing.nodes.getIds());
  const grown = data.dots.some((dot) => !known.has(dot.id));
  const look = JSON.stringify([data.dots, data.lines, data.highlighted, colour, data.person]);
  if (look !== drawing.shown) {
    replace(drawing.nodes, data.dots.map((dot) => dotOf(dot, data, colour, known.has(dot.id))));
    replace(drawing.edges, data.lines.map((line) => lineOf(line, data)));
    drawing.shown = look;
    drawLegend(drawing, data);
  }
  drawing.person = data.person;
  drawing.bounds = data.bounds;
  drawing.frame.style.setProperty("--height", `${data.height}px`);
  drawing.canvas.setAttribute("role", "img");
  drawing.canvas.setAttribute("aria-label", data.words.alt);
  drawing.fit.textContent = data.words.fit;
  const selected = data.selected.filter((id) => drawing.nodes.get(id) || drawing.edges.get(id));
  drawing.network.setSelection({ nodes: selected.filter((id) => drawing.nodes.get(id)),
                                 edges: selected.filter((id) => drawing.edges.get(id)) }, { highlightEdges: false });
  if (grown || !drawing.fitted) fitAll(drawing);
  drawing.canvas.dataset.dots = String(drawing.nodes.length);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const drawing = (parentElement.drawing ??= begin(parentElement));
  // With its time, so that one click that is reported twice counts once.
  drawing.report = (what, id) => setTriggerValue("action", { what, id, at: Date.now() });
  draw(drawing, data);
}
