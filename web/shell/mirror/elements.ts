// From a mirror node to its native element. ARIA is written only where HTML has no element for the meaning, or where
// positioning an element absolutely takes its meaning away (tables, lists).

import type { MirrorNode } from "../protocol";

const kTags: Record<string, string> = {
  text: "p",
  status: "p",
  alert: "p",
  button: "button",
  link: "a",
  group: "fieldset",
  radiogroup: "fieldset",
  radio: "input",
  checkbox: "input",
  list: "ul",
  listitem: "li",
  table: "table",
  row: "tr",
  columnheader: "th",
  rowheader: "th",
  cell: "td",
  navigation: "nav",
  main: "main",
  banner: "header",
  contentinfo: "footer",
  region: "section",
  dialog: "dialog",
  file: "input",
  slider: "input",
  select: "select",
  pad: "canvas",
};

const kExplicitRoles = new Set([
  "status", "alert", "radiogroup", "list", "listitem", "table", "row", "columnheader", "rowheader", "cell", "banner",
  "contentinfo", "progressbar",
]);

/** Their name is their text; every other role carries it in aria-label. */
const kNamedByText = new Set([
  "heading", "text", "status", "alert", "button", "link", "listitem", "columnheader", "rowheader", "cell",
]);

const kInputTypes: Record<string, { type: string; inputmode?: string }> = {
  text: { type: "text" },
  search: { type: "search" },
  email: { type: "email" },
  password: { type: "password" },
  number: { type: "text", inputmode: "decimal" },
  date: { type: "date" },
  time: { type: "time" },
};

/** Two nodes of the same kind can share an element; a change of kind needs a new one. */
export function kindOf(node: MirrorNode): string {
  if (node.role === "heading") return `h${Math.min(Math.max(node.level ?? 2, 1), 3)}`;
  if (node.role === "textbox") return isMultiline(node) ? "textarea" : `input:${node.input?.type ?? "text"}`;
  return node.role;
}

export function isTextField(node: MirrorNode): boolean {
  return node.role === "textbox";
}

/** Its value is the person's while it has the focus: a text field, or a slider under a finger. */
export function holdsValue(node: MirrorNode): boolean {
  return node.role === "textbox" || node.role === "slider";
}

export function isPressable(node: MirrorNode): boolean {
  return node.role === "link" || (node.actions?.includes("press") ?? false);
}

export function createElement(node: MirrorNode): HTMLElement {
  const kind = kindOf(node);
  const tag = node.role === "textbox" ? kind.split(":")[0]! : node.role === "heading" ? kind : (kTags[node.role] ?? "div");
  const element = document.createElement(tag);
  element.className = `node ${node.role}`;
  if (kExplicitRoles.has(node.role)) element.setAttribute("role", node.role);
  if (node.role === "image" || node.role === "pad") element.setAttribute("role", "img");
  if (node.role === "file") (element as HTMLInputElement).type = "file";
  if (node.role === "slider") (element as HTMLInputElement).type = "range";
  if (element instanceof HTMLButtonElement) element.type = "button";
  if (element instanceof HTMLFieldSetElement) element.append(document.createElement("legend"));
  if (node.role === "radio" || node.role === "checkbox") (element as HTMLInputElement).type = node.role;
  if (node.role === "columnheader") element.setAttribute("scope", "col");
  if (node.role === "rowheader") element.setAttribute("scope", "row");
  return element;
}

/** Writes what the node says, and only what differs from the element. `hasChildren`: its text would double theirs. */
export function updateElement(element: HTMLElement, node: MirrorNode, hasChildren: boolean): void {
  updateName(element, node, hasChildren);
  updateState(element, node);
  // What a slider stands at is said in words in place of the bare number.
  attribute(element, "aria-description", node.role === "slider" ? null : node.description || null);
  if (node.role === "link") attribute(element, "href", node.href ?? null);
  if (element instanceof HTMLSelectElement) updateSelect(element, node);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) updateField(element, node);
}

function updateName(element: HTMLElement, node: MirrorNode, hasChildren: boolean): void {
  const name = node.name ?? "";
  if (element instanceof HTMLFieldSetElement) {
    const legend = element.firstElementChild as HTMLLegendElement;
    if (legend.textContent !== name) legend.textContent = name;
    legend.hidden = name === "";
    return;
  }
  const byText = kNamedByText.has(node.role) && !hasChildren;
  attribute(element, "aria-label", byText ? null : name || null);
  if (byText) {
    if (element.textContent !== name) element.textContent = name;
  } else if (hasChildren) {
    // Text of the time before it had children would be read beside its name.
    for (const child of [...element.childNodes]) if (child instanceof Text) child.remove();
  }
}

function updateState(element: HTMLElement, node: MirrorNode): void {
  const state = node.state ?? {};
  const number = (value: number | undefined) => (value === undefined ? null : String(value));
  const flag = (value: boolean | undefined) => (value === undefined ? null : String(value));
  attribute(element, "aria-pressed", flag(state.pressed));
  attribute(element, "aria-expanded", flag(state.expanded));
  attribute(element, "aria-selected", node.role === "row" ? flag(state.selected) : null);
  attribute(element, "aria-invalid", state.invalid ? "true" : null);
  attribute(element, "aria-required", state.required && node.role !== "radio" ? "true" : null);
  attribute(element, "aria-busy", state.busy ? "true" : null);
  attribute(element, "aria-posinset", number(state.posinset));
  attribute(element, "aria-setsize", number(state.setsize));
  attribute(element, "aria-current", currentOf(node));
  if (node.role === "progressbar") {
    attribute(element, "aria-valuemin", number(state.min ?? 0));
    attribute(element, "aria-valuemax", number(state.max ?? 100));
    attribute(element, "aria-valuenow", number(state.now));
    attribute(element, "aria-valuetext", node.value || null);
  }
  if ("disabled" in element) {
    const disabled = state.disabled ?? false;
    if (element.disabled !== disabled) element.disabled = disabled;
  } else {
    attribute(element, "aria-disabled", state.disabled ? "true" : null);
  }
}

function currentOf(node: MirrorNode): string | null {
  const current = node.state?.current;
  if (!current) return null;
  if (typeof current === "string") return current;
  return node.role === "link" ? "page" : "true";
}

function updateField(element: HTMLInputElement | HTMLTextAreaElement, node: MirrorNode): void {
  if (node.role === "radio" || node.role === "checkbox") {
    applyChecked(element as HTMLInputElement, node);
    return;
  }
  const input = node.input ?? {};
  if (node.role === "file") {
    attribute(element, "accept", input.accept ?? null);
    attribute(element, "capture", input.capture ?? null);
    (element as HTMLInputElement).multiple = input.multiple ?? false;
    return;
  }
  if (node.role === "slider") {
    const state = node.state ?? {};
    for (const [name, figure] of [["min", state.min], ["max", state.max], ["step", state.step]] as const) attribute(element, name, String(figure ?? 0));
    attribute(element, "aria-valuetext", node.description || null);
    return;
  }
  const native = kInputTypes[input.type ?? "text"] ?? kInputTypes["text"]!;
  if (element instanceof HTMLInputElement && element.type !== native.type) element.type = native.type;
  const completion = input.autocomplete || "off";
  attribute(element, "autocomplete", completion);
  // Password managers look at the name; "off" is no name.
  attribute(element, "name", completion === "off" ? null : completion);
  attribute(element, "inputmode", input.inputmode ?? native.inputmode ?? null);
  attribute(element, "enterkeyhint", input.enterkeyhint ?? null);
  attribute(element, "maxlength", input.maxlength ? String(input.maxlength) : null);
  attribute(element, "spellcheck", input.type === "multiline" || input.type === "text" ? "true" : "false");
  if (input.type === "email" || input.type === "password") attribute(element, "autocapitalize", "none");
  const style = element.style;
  style.setProperty("--ink", input.color ?? "CanvasText");
  // iOS zooms into fields with smaller text.
  style.fontSize = `${Math.max(16, input.fontSize ?? 16)}px`;
  style.lineHeight = input.lineHeight === undefined ? "" : `${input.lineHeight}px`;
  style.padding = (input.padding ?? [0, 0, 0, 0]).map((side) => `${side}px`).join(" ");
}

function updateSelect(element: HTMLSelectElement, node: MirrorNode): void {
  const options = node.input?.options ?? [];
  while (element.options.length > options.length) element.remove(options.length);
  options.forEach((label, at) => {
    const option = element.options[at] ?? element.appendChild(document.createElement("option"));
    if (option.textContent !== label) option.textContent = label;
  });
  applySelected(element, node);
}

/** What the UI decided, over what the person chose. */
export function applySelected(element: HTMLSelectElement, node: MirrorNode): void {
  const selected = node.value ? Number(node.value) : -1;
  if (element.selectedIndex !== selected) element.selectedIndex = selected;
}

/** What the UI decided, over what the browser did by itself when it was pressed. */
export function applyChecked(element: HTMLInputElement, node: MirrorNode): void {
  const checked = node.state?.checked ?? false;
  if (element.checked !== checked) element.checked = checked;
}

function isMultiline(node: MirrorNode): boolean {
  return node.input?.multiline === true || node.input?.type === "multiline";
}

function attribute(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
