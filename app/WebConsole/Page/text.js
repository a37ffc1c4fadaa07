// The words of the page in two languages, from text/*.json.
const key = "dexgrasp-language";
let words = {};
export let language = "en";
export const changes = new EventTarget();

export function text(name, values = {}) {
  const found = words[name] ?? name;
  return found.replace(/\{(\w+)\}/g, (all, value) => values[value] ?? all);
}

// Text of a name, or another when there is none of that name.
export const textOr = (name, other) => (name in words ? words[name] : other);

export async function speak(wanted) {
  const answer = await fetch(`/text/${wanted}.json`);
  words = await answer.json();
  language = wanted;
  localStorage.setItem(key, wanted);
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", text(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = text(element.dataset.hint);
  document.title = text("title");
  changes.dispatchEvent(new Event("change"));
}

export async function begin(select) {
  const wanted = localStorage.getItem(key) ?? (navigator.language.startsWith("zh") ? "zh" : "en");
  await speak(wanted === "zh" ? "zh" : "en");
  select.value = language;
  select.addEventListener("change", () => speak(select.value));
}
