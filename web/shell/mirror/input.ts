// What a person does to the native elements becomes events of the UI. Wheel and touch are left to the browser.

import type { UiEvent } from "../protocol";
import { holdsValue, isPressable } from "./elements";
import type { Files } from "../capture/files";
import type { Entry, Mirror } from "./mirror";

type Field = HTMLInputElement | HTMLTextAreaElement;

export class MirrorInput {
  private focusedId: string | null = null;
  private down = false;
  /** The focused field was changed since its last commit. */
  private uncommitted = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly mirror: Mirror,
    private readonly files: Files,
    private readonly send: (event: UiEvent) => void,
  ) {
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("pointerdown", (event) => this.pointerDown(event));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => this.pointerUp());
    root.addEventListener("focusin", (event) => this.focused(event));
    root.addEventListener("focusout", (event) => this.blurred(event));
    root.addEventListener("input", (event) => this.typed(event));
    root.addEventListener("change", (event) => this.changed(event));
    root.addEventListener("keydown", (event) => this.key(event));
    // "cancel" and "close" do not bubble.
    root.addEventListener("cancel", (event) => this.dialogCancelled(event), true);
    root.addEventListener("close", (event) => this.dialogClosed(event), true);
  }

  /** The focused element may be gone with the nodes of the last screen, without a blur event. */
  checkFocus(): void {
    if (this.focusedId === null || this.mirror.entry(this.focusedId)?.element === document.activeElement) return;
    this.setFocus(null, false);
  }

  /** The page is about to be hidden or closed: what was typed is final. */
  commitFocused(): void {
    if (this.focusedId !== null && this.uncommitted) this.commit(this.focusedId);
  }

  private clicked(event: MouseEvent): void {
    const entry = this.mirror.find(event.target);
    if (!entry) return;
    const { node, element } = entry;
    if (element instanceof HTMLDialogElement) {
      if (event.target === element && !contains(element, event)) this.send({ type: "key", id: node.id, key: "Escape" });
      return;
    }
    // A link is the browser's: it changes the address, and the new address is what the UI hears of.
    if (node.role === "link" || !isPressable(node) || node.state?.disabled) return;
    if (node.role === "radio" || node.role === "checkbox") this.mirror.markTouched(entry);
    if (node.role === "file") {
      if (node.input?.direct) return;
      // The picker waits for the UI's word: what must survive a page killed behind the camera is saved first.
      event.preventDefault();
    }
    this.send({ type: "press", id: node.id });
  }

  /** The UI's word. Where the browser wants a fresh tap, the UI hears of it. */
  openPicker(id: string): void {
    const element = this.mirror.entry(id)?.element;
    if (!(element instanceof HTMLInputElement)) return;
    try {
      element.showPicker();
    } catch {
      this.send({ type: "picker", id, state: "refused" });
    }
  }

  private pointerDown(event: PointerEvent): void {
    const entry = event.isPrimary && event.button === 0 ? this.mirror.find(event.target) : undefined;
    if (!entry || !isPressable(entry.node) || entry.node.state?.disabled) return;
    this.down = true;
    this.send({ type: "down", id: entry.node.id });
  }

  private pointerUp(): void {
    if (!this.down) return;
    this.down = false;
    this.send({ type: "up" });
  }

  private focused(event: FocusEvent): void {
    const entry = this.mirror.find(event.target);
    if (entry) this.setFocus(entry.node.id, entry.element.matches(":focus-visible"));
  }

  private blurred(event: FocusEvent): void {
    this.commitFocused();
    if (this.mirror.find(event.relatedTarget) === undefined) this.setFocus(null, false);
  }

  private setFocus(id: string | null, visible: boolean): void {
    if (id === this.focusedId) return;
    this.focusedId = id;
    this.uncommitted = false;
    this.send({ type: "focus", id, visible });
  }

  private typed(event: Event): void {
    const entry = this.field(event.target);
    if (!entry) return;
    this.uncommitted = true;
    this.mirror.markTouched(entry);
    this.send({ type: "value", id: entry.node.id, value: (entry.element as Field).value });
  }

  /** A date or a time is chosen without leaving the field. */
  private changed(event: Event): void {
    const target = event.target;
    if (target instanceof HTMLInputElement && target.type === "file") return this.chosen(target);
    if (target instanceof HTMLSelectElement) return this.selected(target);
    const entry = this.field(event.target);
    if (entry && this.uncommitted) this.commit(entry.node.id);
  }

  private selected(element: HTMLSelectElement): void {
    const entry = this.mirror.find(element);
    if (!entry) return;
    this.mirror.markTouched(entry);
    this.send({ type: "select", id: entry.node.id, value: String(element.selectedIndex) });
  }

  private chosen(element: HTMLInputElement): void {
    const entry = this.mirror.find(element);
    const numbers = [...(element.files ?? [])].map((file) => this.files.add(file));
    // The same photo chosen again is a change too.
    element.value = "";
    if (entry && numbers.length > 0) this.send({ type: "files", id: entry.node.id, files: numbers });
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    const entry = this.field(event.target);
    if (!(entry?.element instanceof HTMLInputElement) || entry.node.role === "slider") return;
    this.commit(entry.node.id);
    this.leave(entry.element);
  }

  /** What Enter does in a form: a password is the last field of one and sends it; any other leads to the next field. */
  private leave(field: HTMLInputElement): void {
    const wanted = field.type === "password" ? "button.node:enabled" : ".textbox:enabled";
    const next = [...this.root.querySelectorAll<HTMLElement>(wanted)].find(
      (element) => field.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (field.type === "password") next?.click();
    else if (next && field.enterKeyHint === "next") next.focus();
    else field.blur();
  }

  private commit(id: string): void {
    const entry = this.mirror.entry(id);
    if (!entry) return;
    this.uncommitted = false;
    entry.committed = true;
    this.mirror.markTouched(entry);
    this.send({ type: "commit", id });
  }

  /** The UI closes its dialog itself, when its screen agrees. */
  private dialogCancelled(event: Event): void {
    const entry = this.mirror.find(event.target);
    if (entry?.node.role === "file") return this.send({ type: "picker", id: entry.node.id, state: "cancelled" });
    if (!(event.target instanceof HTMLDialogElement)) return;
    event.preventDefault();
    if (entry) this.send({ type: "key", id: entry.node.id, key: "Escape" });
  }

  /** Browsers let a second Escape through; if the UI keeps the dialog, its next frame opens it again. */
  private dialogClosed(event: Event): void {
    const entry = event.target instanceof HTMLDialogElement ? this.mirror.find(event.target) : undefined;
    if (entry) this.send({ type: "key", id: entry.node.id, key: "Escape" });
  }

  private field(target: EventTarget | null): Entry | undefined {
    const entry = this.mirror.find(target);
    return entry && holdsValue(entry.node) ? entry : undefined;
  }
}

function contains(element: HTMLElement, event: MouseEvent): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return event.clientX >= left && event.clientX < right && event.clientY >= top && event.clientY < bottom;
}
