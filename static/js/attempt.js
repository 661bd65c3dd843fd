/* Answers that are never lost. Each is kept on this device as it is given, sent on its own, and sent again in order
   until the server has it. The pages work without this file: then a form saves when it is sent.

   #saving  data-attempt   the address of the attempt, under which its questions stand
            data-now       the server's clock in milliseconds, when it wrote the page
            data-sheet     there if all questions may be kept for when the server is away
            data-saved and so on: what is said of each state
   form[data-number]       asks a question; with data-final an answer stands once given, so only its button gives it  */
{
  const state = document.getElementById("saving");
  const { attempt, now, sheet } = state.dataset;
  const shelf = `answers:${attempt}`;
  const began = Number(now) - performance.now();
  const given = new Map(); // number -> fields, as given since the page was loaded
  const pages = new Map(); // number -> its form as the server wrote it
  let newest = 0;
  let unkept = []; // takes the place of localStorage where that is refused
  let typing, retry, sending = false, wait = 1000, left = false;

  /* What waits to be sent. ------------------------------------------------------------------------------------- */

  const waiting = () => {
    try {
      return JSON.parse(localStorage.getItem(shelf) ?? "[]");
    } catch {
      return unkept;
    }
  };

  function keep(answers) {
    unkept = answers;
    try {
      answers.length ? localStorage.setItem(shelf, JSON.stringify(answers)) : localStorage.removeItem(shelf);
    } catch {
      /* A private window: the answers live as long as the page. */
    }
  }

  const form = () => document.querySelector("form[data-number]");
  const moment = () => (newest = Math.max(newest + 1, Math.floor(began + performance.now())));

  /* An answer takes the place of an earlier one to the same question. `go` tells that its button was pressed. */
  function give(form, go) {
    clearTimeout(typing);
    typing = undefined;
    const own = ["csrfmiddlewaretoken", "came_with", "go"];
    const fields = [...new FormData(form)].filter(([name]) => !own.includes(name));
    const { number } = form.dataset;
    given.set(number, fields);
    if (go) fields.push(["go", go]);
    const answer = { number, sequence: moment(), fields };
    keep([...waiting().filter((other) => other.number !== number), answer]);
    form.dataset.sequence = answer.sequence;
    return answer;
  }

  const settle = (sequence) => keep(waiting().filter((answer) => answer.sequence !== sequence));

  /* Sending. --------------------------------------------------------------------------------------------------- */

  async function send() {
    clearTimeout(retry);
    if (sending || !waiting().length) return;
    sending = true;
    say("saving");
    let trouble = "";
    for (let answer; !trouble && (answer = waiting()[0]); ) trouble = await deliver(answer);
    sending = false;
    if (trouble === "closed") return location.assign(attempt);
    if (trouble) {
      say(trouble);
      retry = setTimeout(send, wait);
      wait = Math.min(2 * wait, 15000);
    } else {
      wait = 1000;
      if (state.dataset.state === "saving") say("saved");
      if (left) location.reload();
    }
  }

  /* What stands in the way; empty when the answer is with the server, or is none. */
  async function deliver({ number, sequence, fields }) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams([...fields, ["sequence", sequence], ["csrfmiddlewaretoken", token]]);
    let reply;
    try {
      const url = `${attempt}questions/${number}/answer/`;
      reply = await fetch(url, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(10000) });
    } catch {
      return "waiting";
    }
    if (reply.status === 410) {
      keep([]);
      return "closed";
    }
    if (reply.type === "opaqueredirect" || reply.status === 403) return "out";
    if (reply.status >= 500 || reply.status === 429) return "waiting";
    settle(sequence);
    if (reply.status === 422) say("refused", await reply.text());
    return "";
  }

  function say(what, words = "") {
    const before = state.dataset.state;
    state.dataset.state = what;
    state.textContent = words || state.dataset[what].replace("{n}", waiting().length);
    if (what === "waiting" ? before !== what : what === "out") announce(state.textContent);
  }

  /* Giving: a choice at once, what is typed after a pause. ------------------------------------------------------ */

  const asking = (target) => target.form?.closest("form[data-number]:not([data-final])") ?? null;

  document.addEventListener("change", ({ target }) => {
    const form = asking(target) ?? target.closest("form[data-number]:not([data-final])");
    if (!form || !(target.name || target.matches("[data-order]"))) return;
    give(form);
    send();
  });
  document.addEventListener("input", ({ target }) => {
    const form = asking(target);
    if (!form || !target.matches("textarea, input:not([type=radio], [type=checkbox])")) return;
    clearTimeout(typing);
    typing = setTimeout(() => {
      give(form);
      send();
    }, 700);
  });
  addEventListener("pagehide", () => typing && give(form()));
  addEventListener("online", send);

  /* A form that is sent takes the same sequence along, so that it is the same answer. ---------------------------- */

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const { elt, parameters } = detail;
    if (!elt.matches("form[data-number]")) return;
    if (typing) give(elt);
    if (elt.dataset.sequence) delete parameters.came_with;
    const pressed = detail.triggeringEvent?.submitter?.value;
    if (elt.dataset.sequence) parameters.sequence = elt.dataset.sequence;
    else if (pressed) parameters.sequence = moment();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const sent = Number(detail.elt.dataset?.sequence);
    if (detail.successful && sent) settle(sent);
    if (detail.successful && detail.elt.matches("form[data-number]")) waiting().length ? send() : say("saved");
  });

  /* The server is away: the answer is kept, and the next question comes from those kept. ------------------------- */

  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, ({ detail }) => {
      const { elt, xhr, requestConfig } = detail;
      if (!elt.matches?.("form[data-number]") || (xhr?.status && ![502, 503, 504].includes(xhr.status))) return;
      const go = requestConfig.triggeringEvent?.submitter?.value;
      if (go === "next" || go === "last") give(elt, go);
      say("waiting");
      send();
      if ("final" in elt.dataset) left = true;
      const { number } = elt.dataset;
      const goal = { next: Number(number) + 1, prev: Number(number) - 1 }[go] ?? go;
      if (show(String(goal)) || go === "next" || go === "last") document.getElementById("trouble").hidden = true;
    });
  }

  function show(number) {
    if (!pages.has(number)) return false;
    const main = document.getElementById("main");
    form().replaceWith(document.importNode(pages.get(number), true));
    if (given.has(number)) refill(form(), given.get(number));
    const { answered } = main.querySelector(".qnav").dataset;
    for (const step of main.querySelectorAll(".qnav button")) {
      const said = step.querySelector("[data-state]"), now = step.value === number;
      if (given.has(step.value)) said.textContent = answered;
      step.classList.remove("q--now", "q--todo", "q--done");
      step.classList.add(now ? "q--now" : said.textContent === answered ? "q--done" : "q--todo");
      step.toggleAttribute("aria-current", now);
      if (now) step.setAttribute("aria-current", "step");
      if (step.value === String(Number(number) + 1)) step.dataset.key = "ArrowRight";
      else delete step.dataset.key;
    }
    htmx.process(main);
    history.pushState({ htmx: true }, "", `${attempt}questions/${number}/`);
    main.querySelector("h1").tabIndex = -1;
    main.querySelector("h1").focus();
    return true;
  }

  function refill(form, fields) {
    const order = fields.filter(([name]) => name === "order").map(([, value]) => value);
    const rows = order.map((id) => form.querySelector(`input[name="order"][value="${CSS.escape(id)}"]`)?.closest("li"));
    if (rows[0]) rows[0].parentElement.append(...rows.filter(Boolean));
    const rest = [...fields];
    for (const control of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      if (control.matches("[type=radio], [type=checkbox]")) {
        control.checked = fields.some(([name, value]) => name === control.name && value === control.value);
      } else {
        const at = rest.findIndex(([name]) => name === control.name);
        if (at >= 0) control.value = rest.splice(at, 1)[0][1];
      }
    }
  }

  async function keepPages() {
    try {
      const written = new DOMParser().parseFromString(await (await fetch(sheet)).text(), "text/html");
      for (const page of written.querySelectorAll("template")) pages.set(page.dataset.number, page.content);
    } catch {
      setTimeout(keepPages, 5000);
    }
  }

  /* Who hid the clock finds it hidden on the next page, too. ---------------------------------------------------- */

  const timer = document.querySelector(".timer");
  try {
    if (localStorage.getItem("clock") === "hidden") timer?.removeAttribute("open");
    timer?.addEventListener("toggle", () => localStorage.setItem("clock", timer.open ? "shown" : "hidden"));
  } catch {
    /* A private window: it is hidden as long as the page lives. */
  }

  state.hidden = false;
  say("saved");
  left = waiting().length > 0;
  send();
  if (sheet) keepPages();
}
