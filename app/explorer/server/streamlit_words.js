// Streamlit has no languages: its own few texts are replaced where it has drawn them, and nowhere else, since a name
// from the data may read the same.
const places = ["stFileUploader", "stElementToolbar", "stDataFrameColumnMenu", "stDataFrameColumnVisibilityMenu",
  "stDataFrameColumnFormattingMenu", "stTooltipContent", "stPagination", "stMainMenuPopover", "stMainMenu",
  "stDataFrameToolbar", "stSelectboxDropdown", "stMultiSelectDropdown", "stCode", "InputInstructions", "stDateInput",
  "stDateInputCalendar", "stDateInputPopover", "stToolbar",
  "stDataFrameColumnStatistics", "stDataFrameTooltipContent"];
const where = places.map((name) => `[data-testid=${name}]`).join(",");
const data = "[role=option], code, pre";
const attributes = ["aria-label", "title"];
let words = { texts: {}, parts: {} };

function translated(text) {
  const own = words.texts[text.trim()];
  if (own) return own;
  const part = Object.keys(words.parts).find((one) => text.includes(one));
  return part ? text.replace(part, words.parts[part]) : text;
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.parentElement?.closest(where) || node.parentElement.closest(data)) return;
    const text = translated(node.data);
    if (text !== node.data) node.data = text;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of attributes) {
    const before = node.getAttribute(name);
    if (before && node.closest(where)) {
      const text = translated(before);
      if (text !== before) node.setAttribute(name, text);
    }
  }
  node.childNodes.forEach(translate);
}

export default function ({ data: texts }) {
  words = texts;
  translate(document.body);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: attributes });
  return () => observer.disconnect();
}
