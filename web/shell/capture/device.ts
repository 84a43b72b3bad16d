// What the app asks of the phone itself: photos, drawings, codes, position. Each request is answered once.

import type { Json, StoreRequest, UiEvent } from "../protocol";
import { copy, readFile } from "./text_file";
import type { Files } from "./files";
import type { Installer } from "../install";
import { offerDownload } from "../rescue_commands";
import { locate } from "./locate";
import { MediaLink, refused, type Outcome } from "./media_link";
import { scan } from "./scan";
import { sendPhoto } from "./send_photo";

export class Device {
  private readonly media = new MediaLink(ASSETS.media);
  private busy = 0;

  constructor(
    private readonly files: Files,
    private readonly installer: Installer,
    private readonly send: (event: UiEvent) => void,
  ) {}

  get idle(): boolean {
    return this.busy === 0;
  }

  async request({ seq, command, payload }: StoreRequest): Promise<void> {
    this.busy += 1;
    try {
      this.send({ type: "device", seq, ...(await this.answer(command, payload)) });
    } finally {
      this.busy -= 1;
    }
  }

  private answer(command: string, payload: { [key: string]: Json }): Promise<Outcome> {
    if (command === "locate") return locate();
    if (command === "install") return this.installer.ask();
    if (command === "keep_install_answer") return this.installer.keepAnswer(payload);
    if (command === "copy") return copy(String(payload["text"] ?? ""));
    if (command === "save_file") return saveFile(payload);
    if (command === "send_photo") return sendPhoto(String(payload["sha256"] ?? ""));
    const file = this.files.take(Number(payload["file"]));
    if (!file) return Promise.resolve(refused("photo-failed"));
    if (command === "read_file") return readFile(file, Number(payload["limit"]));
    if (command === "scan") return scan(file);
    if (command !== "photo" && command !== "drawing") return Promise.resolve(refused("unknown-command", command));
    return this.media.run(command, file, Number(payload["limit"])).then((outcome) => dated(outcome, file));
  }
}

/** A file that the app made, for the person to keep or for another app to open. */
function saveFile(payload: { [key: string]: Json }): Promise<Outcome> {
  offerDownload(String(payload["name"]), new Blob([String(payload["text"])], { type: String(payload["type"]) }));
  return Promise.resolve({ ok: true, result: {} });
}

/** The moment when the picture was made, as far as the file tells it: RFC 3339 in UTC. */
function dated(outcome: Outcome, file: Blob): Outcome {
  if (!outcome.ok) return outcome;
  const made = Math.min(file instanceof File ? file.lastModified : Date.now(), Date.now());
  return { ok: true, result: { ...(outcome.result as object), taken_at: new Date(made).toISOString() } };
}
