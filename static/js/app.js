/* Small extras over pages that work without them. Each part is switched on by a data attribute:

   data-key="1 Enter"       a key (or several) that clicks this button, link or choice
   data-submit-on-change    a field that submits its form when it changes
   data-focus               what takes the focus after #main is swapped; else its h1
   data-order               rows to be put in order, see below
   data-deadline            a clock that runs down, see below
   data-walk                a text to go through by keys
   data-back                a link to the page that led here
   data-ticked="bulk"       how many boxes of this form are ticked
   data-guess-time-zone     a select that starts at the zone of this browser */

const page = document.body.dataset;
const announce = (words) => {
  document.getElementById("announcer").textContent = words;
};

/* Keys. Letters, digits and signs can be switched off by the person; other keys always work. */

const writing = "input:not([type=radio], [type=checkbox], [type=submit]), textarea, select, [contenteditable]";
const native = {
  Enter: "a, button, summary",
  Space: "a, button, summary, input",
  ArrowLeft: "input",
  ArrowRight: "input",
};
let awaitsSection = false;

document.addEventListener("keydown", (event) => {
  const { target, altKey, ctrlKey, metaKey } = event;
  const key = event.key === " " ? "Space" : event.key;
  if (key === "Escape") return closeMenus(target);
  if (altKey && /^Arrow(Up|Down)$/.test(key)) return moveByKey(event);
  if (altKey || ctrlKey || metaKey || event.isComposing || target.matches(writing)) return;
  if (key.length === 1 && !("singleKeys" in page)) return;
  if (target.matches(native[key] ?? ":not(*)") || document.querySelector("dialog[open]")) return;
  if (press(key)) event.preventDefault();
});

function press(key) {
  const section = awaitsSection && page[`go${key.toUpperCase()}`];
  awaitsSection = key.toLowerCase() === "g";
  if (section) location.assign(section);
  else if (key === "?") showKeys();
  else {
    const wanted = [...document.querySelectorAll("[data-key]")].find(
      (control) => control.dataset.key.toLowerCase().split(" ").includes(key.toLowerCase()) && !control.disabled,
    );
    wanted?.click();
    return Boolean(wanted) || walk(key.toLowerCase());
  }
  return true;
}

// In a text: J and K go to the next and last ¶, N to the next part, C copies the citation of this one.
function walk(key) {
  const text = document.querySelector("[data-walk]");
  const stops = [...(text?.querySelectorAll(".pno") ?? [])].filter((one) => one.offsetParent);
  const at = stops.indexOf(document.activeElement);
  const here = at < 0 ? stops.findIndex((one) => one.getBoundingClientRect().top > 0) : at;
  const part = stops[here]?.closest(".part");
  const other = (one, i) => i > here && one.closest(".part") !== part;
  const stop = stops[{ j: at < 0 ? here : here + 1, k: here - 1, n: stops.findIndex(other), c: here }[key]];
  stop?.focus();
  if (stop && key === "c") {
    const words = `${text.dataset.walk} ¶ ${stop.textContent} ${stop.href}`;
    navigator.clipboard?.writeText(words).then(() => announce(text.dataset.copied));
  }
  return Boolean(stop);
}

async function showKeys() {
  const answer = await (await fetch(page.keysPage)).text();
  const list = new DOMParser().parseFromString(answer, "text/html").getElementById("keys");
  if (document.getElementById("keys")) return;
  const dialog = document.createElement("dialog");
  const close = Object.assign(document.createElement("button"), { className: "btn", textContent: page.close });
  dialog.setAttribute("aria-labelledby", "keys-h");
  // At the top: a dialog starts at the first thing that takes the focus, which would be the button below.
  Object.assign(list.querySelector("h1"), { tabIndex: -1, autofocus: true });
  dialog.append(list, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/* Back to the page that led here, as it was left. Without script, or once one has moved about here, it is a link. -- */

document.addEventListener("click", (event) => {
  const back = event.target.closest("[data-back]");
  if (back?.href !== document.referrer) return;
  event.preventDefault();
  history.back();
});
addEventListener("hashchange", () => document.querySelector("[data-back]")?.removeAttribute("data-back"));

/* Menus close by a click beside them and by Escape. */

function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    if (menu.contains(target)) menu.querySelector("summary").focus();
  }
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const button = event.target.closest("[data-order] button[name=move]");
  if (button) {
    event.preventDefault();
    move(button.closest("[data-order] > *"), button.value.endsWith(":up") ? -1 : 1, button);
  }
});

document.addEventListener("change", ({ target }) => {
  if (target.name === "theme") {
    document.documentElement.dataset.theme = target.value;
    document.getElementById(`theme-${target.value}`).checked = true;
  }
  if (target.matches("[data-submit-on-change]")) target.form.requestSubmit();
});

/* After a swap the focus goes to the new heading or verdict, which is thereby read out once. */

document.addEventListener("htmx:afterSettle", ({ detail: { elt } }) => {
  ready(elt);
  const asked = elt.querySelector("[data-focus]");
  if (elt.id !== "main") return asked?.focus();
  const start = asked ?? elt.querySelector("h1");
  if (start?.tabIndex < 0) start.tabIndex = -1;
  start?.focus();
  // What was just said stands above the heading.
  if (!asked) elt.querySelector(".messages")?.scrollIntoView({ block: "nearest" });
});

for (const [name, failed] of [["sendError", true], ["responseError", true], ["afterSwap", false]]) {
  document.addEventListener(`htmx:${name}`, () => {
    document.getElementById("trouble").hidden = !failed;
  });
}

/* Rows to be put in order: <ol data-order data-announce="“{item}” is now {place} of {total}.">, each row a child
   with its words in [data-item], its hidden input name="order", and buttons name="move" value="ID:up" and "ID:down".
   Each [data-place] in a row shows its number. Alt+Up and Alt+Down move the row that has the focus. */

function move(row, step, button) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  step < 0 ? other.before(row) : other.after(row);
  settle(row);
  const back = button?.disabled ? row.querySelector("button[name=move]:not(:disabled)") : (button ?? row);
  back?.focus();
}

function moveByKey(event) {
  const row = event.target.closest("[data-order] > *");
  if (!row) return;
  event.preventDefault();
  move(row, event.key === "ArrowUp" ? -1 : 1, event.target === row ? undefined : event.target);
}

function settle(moved) {
  const list = moved.parentElement;
  const rows = [...list.children];
  rows.forEach((row, index) => {
    for (const place of row.querySelectorAll("[data-place]")) place.textContent = index + 1;
    row.querySelector("button[value$=':up']").disabled = index === 0;
    row.querySelector("button[value$=':down']").disabled = index === rows.length - 1;
  });
  const said = { item: moved.querySelector("[data-item]").textContent, place: rows.indexOf(moved) + 1, total: rows.length };
  announce(list.dataset.announce.replace(/{(\w+)}/g, (_, name) => said[name]));
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-order] > *");
  row?.classList.add("is-lifted");
});
document.addEventListener("dragover", (event) => {
  const lifted = document.querySelector("[data-order] > .is-lifted");
  const over = event.target.closest?.("[data-order] > *");
  if (!lifted || lifted.parentElement !== over?.parentElement) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  if (over !== lifted) event.clientY < top + height / 2 ? over.before(lifted) : over.after(lifted);
});
document.addEventListener("dragend", () => {
  const lifted = document.querySelector("[data-order] > .is-lifted");
  lifted?.classList.remove("is-lifted");
  if (lifted) settle(lifted);
});

/* A clock: <time data-deadline="ISO time" data-now="ISO time of the server" data-last-minute="One minute left."
   data-deadline-form="id of the form that is sent when time is up">. Only the difference of the two times counts,
   so a wrong clock on this machine does no harm. */

const ends = new WeakMap();

setInterval(() => document.querySelectorAll("[data-deadline]").forEach(tick), 1000);

function tick(clock) {
  const { deadline, now, lastMinute, deadlineForm } = clock.dataset;
  if (!ends.has(clock)) ends.set(clock, performance.now() + (Date.parse(deadline) - (Date.parse(now) || Date.now())));
  const left = Math.max(0, Math.ceil((ends.get(clock) - performance.now()) / 1000));
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (left === 60 && lastMinute) announce(lastMinute);
  if (left === 0) {
    clock.removeAttribute("data-deadline");
    document.getElementById(deadlineForm)?.requestSubmit();
  }
}

function ready(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of root.querySelectorAll("select[data-guess-time-zone]")) {
    if (select.querySelector(`option[value="${CSS.escape(zone)}"]`)) select.value = zone;
  }
}
ready(document);

document.addEventListener("change", ({ target: { form } }) => {
  const told = document.querySelector(`[data-ticked="${form?.id}"]`);
  if (told) told.textContent = [...form.elements].filter((one) => one.checked).length;
});
