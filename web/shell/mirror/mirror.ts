// The native elements over the canvas, one per widget, kept in step with the UI by differences.
// Page nodes live in content coordinates, so scrolling moves none of them; bars and dialogs are fixed.

import type { MirrorChange, MirrorNode, Rect, ScrollHost } from "../protocol";
import { Pad, type PadOrder } from "../capture/pad";
import { applyChecked, applySelected, createElement, holdsValue, kindOf, updateElement } from "./elements";
import { placeChildren } from "./order";

const kRoot = "root";
const kFixedHosts = new Set(["top", "bottom", "dialog"]);

export interface Entry {
  node: MirrorNode;
  element: HTMLElement;
  parent: string | null;
  children: readonly string[];
  /** The field's text as the UI had it when it last came to rest. */
  settledValue: string;
  /** The person finished the field: at the next rest the UI's text counts, whatever stands there. */
  committed: boolean;
}

export class Mirror {
  private readonly entries = new Map<string, Entry>();
  private readonly ids = new WeakMap<Element, string>();
  private readonly toPosition = new Set<string>();
  private readonly spacers = new Map<string, HTMLElement>();
  private readonly touched = new Set<string>();
  private readonly pads = new Map<string, Pad>();

  constructor(
    private readonly root: HTMLElement,
    private readonly hostScrolled: (id: string, y: number) => void,
    private readonly drawnOn: (id: string, strokes: number) => void,
    private readonly taken: (id: string, drawing: Blob) => void,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  entry(id: string): Entry | undefined {
    return this.entries.get(id);
  }

  /** The node of an element or of the nearest element around it. */
  find(target: EventTarget | null): Entry | undefined {
    for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
      const id = this.ids.get(element);
      if (id !== undefined) return this.entries.get(id);
    }
    return undefined;
  }

  apply(change: MirrorChange, hosts: readonly ScrollHost[] | undefined): void {
    const focused = document.activeElement;
    for (const node of change.upsert ?? []) this.upsert(node);
    for (const [id, children] of Object.entries(change.children ?? {})) this.place(id, children);
    for (const id of change.remove ?? []) this.drop(id);
    if (hosts) this.setHosts(hosts);
    for (const id of this.toPosition) this.position(id);
    this.toPosition.clear();
    this.openDialogs();
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
      focused.focus({ preventScroll: true });
    }
  }

  /** The person changed this element; once the UI came to rest, `settle` looks whether it agrees. */
  markTouched(entry: Entry): void {
    this.touched.add(entry.node.id);
    if (entry.node.role === "radio" && entry.parent !== null) {
      for (const id of this.entries.get(entry.parent)?.children ?? []) this.touched.add(id);
    }
  }

  /** No frame is under way: what the UI says now is its last word. In the frames before, it may still say what was. */
  settle(): void {
    for (const id of this.touched) {
      const entry = this.entries.get(id);
      if (!entry) continue;
      if (holdsValue(entry.node)) this.settleValue(entry);
      else if (entry.element instanceof HTMLInputElement) applyChecked(entry.element, entry.node);
      else if (entry.element instanceof HTMLSelectElement) applySelected(entry.element, entry.node);
    }
    this.touched.clear();
  }

  order({ id, do: what, text }: PadOrder): void {
    const pad = this.pads.get(id);
    if (!pad) return;
    if (what === "take") void pad.take().then((drawing) => this.taken(id, drawing));
    else if (what === "write") pad.write(text ?? "");
    else pad[what]();
  }

  focus(id: string): void {
    const element = this.entries.get(id)?.element;
    if (!element) return;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  /** Heights that fixed bars take at both edges, for the browser's own scrolling to a focused element. */
  bars(viewportHeight: number, viewportWidth: number): { top: number; bottom: number } {
    const bars = { top: 0, bottom: 0 };
    for (const { node, parent } of this.entries.values()) {
      const [, y, width, height] = node.rect;
      const isBar = parent === null && width > viewportWidth / 2 && height < viewportHeight / 2;
      if (isBar && node.host === "top") bars.top = Math.max(bars.top, y + height);
      if (isBar && node.host === "bottom") bars.bottom = Math.max(bars.bottom, viewportHeight - y);
    }
    return bars;
  }

  private upsert(node: MirrorNode): void {
    let entry = this.entries.get(node.id);
    if (!entry || kindOf(entry.node) !== kindOf(node)) entry = this.create(node, entry);
    const moved = entry.node === node || !sameRect(entry.node.rect, node.rect) || entry.node.host !== node.host;
    entry.node = node;
    updateElement(entry.element, node, entry.children.length > 0);
    if (node.role === "radio") this.setRadioName(entry);
    if (holdsValue(node)) this.setValue(entry);
    if (moved) this.movePosition(entry);
  }

  private create(node: MirrorNode, old: Entry | undefined): Entry {
    const element = createElement(node);
    element.id = `n${node.id}`;
    const entry: Entry = {
      node,
      element,
      parent: old?.parent ?? null,
      children: old?.children ?? [],
      settledValue: "",
      committed: false,
    };
    if (old) {
      element.append(...old.children.flatMap((id) => this.entries.get(id)?.element ?? []));
      old.element.replaceWith(element);
    }
    this.entries.set(node.id, entry);
    if (element instanceof HTMLCanvasElement) this.pads.set(node.id, new Pad(element, (strokes) => this.drawnOn(node.id, strokes)));
    this.ids.set(element, node.id);
    return entry;
  }

  private place(id: string, children: readonly string[]): void {
    const entry = this.entries.get(id);
    if (!entry && id !== kRoot) return;
    const elements = children.flatMap((child) => this.entries.get(child)?.element ?? []);
    placeChildren(entry?.element ?? this.root, elements, (element) => this.ids.has(element));
    for (const child of children) {
      const placed = this.entries.get(child);
      if (!placed) continue;
      placed.parent = entry ? id : null;
      if (placed.node.role === "radio") this.setRadioName(placed);
      this.toPosition.add(child);
    }
    if (entry) {
      entry.children = children;
      updateElement(entry.element, entry.node, children.length > 0);
    }
  }

  private drop(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    for (const child of entry.children) {
      if (this.entries.get(child)?.parent === id) this.drop(child);
    }
    if (entry.element instanceof HTMLDialogElement && entry.element.open) entry.element.close();
    entry.element.remove();
    this.entries.delete(id);
    this.spacers.delete(id);
    this.pads.delete(id);
    this.toPosition.delete(id);
  }

  private setRadioName(entry: Entry): void {
    if (entry.parent !== null) (entry.element as HTMLInputElement).name = `g${entry.parent}`;
  }

  private setValue(entry: Entry): void {
    if (document.activeElement === entry.element) {
      this.touched.add(entry.node.id);
      return;
    }
    entry.settledValue = entry.node.value ?? "";
    writeValue(entry);
  }

  /**
   * In a field with the focus the person's text stands, even where the UI has another spelling ("12" for "12,"), unless
   * the UI changed its own text meanwhile (a field that it cleared) or the person finished.
   */
  private settleValue(entry: Entry): void {
    const value = entry.node.value ?? "";
    if (value !== entry.settledValue || entry.committed) writeValue(entry);
    entry.settledValue = value;
    entry.committed = false;
  }

  private movePosition(entry: Entry): void {
    this.toPosition.add(entry.node.id);
    for (const child of entry.children) this.toPosition.add(child);
  }

  private position(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    const { node, element } = entry;
    const host = node.host ?? "page";
    const parent = entry.parent === null ? undefined : this.entries.get(entry.parent)?.node;
    const [x, y, width, height] = node.rect;
    let left = x;
    let top = y;
    let fixed = false;
    if (parent && (parent.host ?? "page") === host) {
      left -= parent.rect[0];
      top -= parent.rect[1];
    } else {
      fixed = kFixedHosts.has(host);
    }
    const style = element.style;
    element.classList.toggle("fixed", fixed);
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    this.pads.get(id)?.fit();
  }

  private setHosts(hosts: readonly ScrollHost[]): void {
    const named = new Set(hosts.map((host) => host.id));
    for (const [id, spacer] of this.spacers) {
      if (named.has(id)) continue;
      spacer.remove();
      this.spacers.delete(id);
      this.entries.get(id)?.element.classList.remove("scrolls");
    }
    for (const { id, contentHeight } of hosts) {
      const element = this.entries.get(id)?.element;
      if (!element) continue;
      let spacer = this.spacers.get(id);
      if (!spacer) {
        spacer = document.createElement("div");
        spacer.className = "spacer";
        element.prepend(spacer);
        element.classList.add("scrolls");
        element.addEventListener("scroll", () => this.hostScrolled(id, element.scrollTop));
        this.spacers.set(id, spacer);
      }
      spacer.style.height = `${contentHeight}px`;
    }
  }

  private openDialogs(): void {
    for (const { element } of this.entries.values()) {
      if (element instanceof HTMLDialogElement && !element.open && element.isConnected) element.showModal();
    }
  }
}

function writeValue(entry: Entry): void {
  const element = entry.element as HTMLInputElement | HTMLTextAreaElement;
  const value = entry.node.value ?? "";
  if (element.value !== value) element.value = value;
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.every((value, index) => value === b[index]);
}
