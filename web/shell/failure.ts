// What the page says in plain words when the app cannot run: which problem, what to do, and a way to save the data.

import { storedPreferences } from "./preferences";
import { rescueCopy } from "./rescue";
import { shellLanguage, shellText, type TextKey } from "./texts";

export type Failure = "no_webgl" | "no_storage" | "no_download" | "crash";

let shown = false;

export function showFailure(failure: Failure, cause?: unknown): void {
  if (cause !== undefined) console.error(cause);
  if (shown) return;
  shown = true;
  const language = shellLanguage(storedPreferences().language);
  const say = (key: TextKey) => shellText(language, key);
  document.documentElement.lang = language;
  document.documentElement.style.backgroundColor = "";

  const page = document.createElement("main");
  page.className = "failure";
  page.append(
    line("h1", say(`shell.${failure}_title`)),
    line("p", say(`shell.${failure}_what`)),
    line("p", say(`shell.${failure}_do`)),
    button(say("shell.reload"), "primary", () => location.reload()),
  );
  if (failure !== "no_storage") {
    const status = line("p", "");
    status.setAttribute("role", "status");
    page.append(
      button(say("shell.rescue"), "secondary", () => void rescue(say, status)),
      line("p", say("shell.rescue_what")),
      status,
    );
  }
  document.body.replaceChildren(page);
  document.body.className = "failed";
  document.body.style.height = "auto";
}

async function rescue(say: (key: TextKey) => string, status: HTMLElement): Promise<void> {
  try {
    const copy = await rescueCopy();
    status.textContent = say(copy ? "shell.rescue_done" : "shell.rescue_empty");
    if (!copy) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(copy);
    link.download = `constat-${new Date().toISOString().slice(0, 10)}.tar`;
    link.click();
  } catch (error) {
    console.error(error);
    status.textContent = say("shell.rescue_failed");
  }
}

function line(tag: "h1" | "p", text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function button(text: string, kind: string, pressed: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = kind;
  element.textContent = text;
  element.addEventListener("click", pressed);
  return element;
}
