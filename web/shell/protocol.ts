// What the shell and the UI module say to one another: docs/ui-protocol.md. Lengths are CSS pixels.

import type { PadOrder } from "./capture/pad";
import type { WantedPicture } from "./capture/pictures";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** x, y, width, height in content pixels of the node's host. */
export type Rect = [number, number, number, number];

export interface NodeState {
  checked?: boolean;
  selected?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  required?: boolean;
  current?: boolean | string;
  busy?: boolean;
  min?: number;
  max?: number;
  now?: number;
  step?: number;
  posinset?: number;
  setsize?: number;
}

export interface NodeInput {
  type?: string;
  inputmode?: string;
  autocomplete?: string;
  enterkeyhint?: string;
  maxlength?: number;
  multiline?: boolean;
  fontSize?: number;
  lineHeight?: number;
  color?: string;
  padding?: [number, number, number, number];
  accept?: string;
  /** Opens the camera rather than the gallery. */
  capture?: string;
  multiple?: boolean;
  /** The browser's own click may open the picker: nothing has to be saved first. */
  direct?: boolean;
  /** Of a select, in order; its value is the place of the chosen one. */
  options?: string[];
}

export interface MirrorNode {
  id: string;
  role: string;
  name?: string;
  description?: string;
  value?: string;
  state?: NodeState;
  rect: Rect;
  host?: string;
  actions?: string[];
  input?: NodeInput;
  level?: number;
  href?: string;
}

export interface MirrorChange {
  upsert?: MirrorNode[];
  remove?: string[];
  children?: Record<string, string[]>;
}

export interface PageFacts {
  title?: string;
  lang?: string;
  theme?: "light" | "dark" | "contrast";
  background?: string;
  height?: number;
  scrollTo?: number | null;
}

export interface ScrollHost {
  id: string;
  rect: Rect;
  contentHeight: number;
}

export interface StoreRequest {
  seq: number;
  command: string;
  payload: { [key: string]: Json };
}

/** web/app/module.hpp: the field module has an investigator's pages, the whole one all of them. */
export type ModuleKind = "field" | "whole";

export interface Drain {
  device?: StoreRequest[];
  pick?: string;
  pads?: PadOrder[];
  pictures?: WantedPicture[];
  mirror?: MirrorChange;
  page?: PageFacts;
  url?: { hash: string; replace?: boolean };
  store?: StoreRequest[];
  hosts?: ScrollHost[];
  focus?: string;
  announce?: { text: string; assertive?: boolean }[];
  vibrate?: number;
  wakeMs?: number;
  animate?: boolean;
  reload?: boolean;
  module?: ModuleKind;
}

export interface UiEvent {
  type: string;
  [field: string]: unknown;
}
