// The few words of the shell itself, for the moments when the UI module cannot speak. From the catalogue's area "shell".

import english from "../../shared/text/catalog/shell.en.json";
import french from "../../shared/text/catalog/shell.fr.json";

export type TextKey = keyof typeof french;

export function shellLanguage(preferred: string | undefined): "fr" | "en" {
  return (preferred ?? navigator.language).toLowerCase().startsWith("en") ? "en" : "fr";
}

export function shellText(language: "fr" | "en", key: TextKey): string {
  return (language === "en" ? english : french)[key];
}
