// Search fields on the instructor's desk. Select2 calls the words of a choice a text field of its own, which
// nothing names; they are plain words, and name the search field together with its label.
const nameField = (field) => {
  const words = field.querySelector(".select2-selection__rendered[role=textbox]");
  if (!words) return;
  words.removeAttribute("role");
  words.removeAttribute("aria-readonly");
  const select = field.previousElementSibling;
  const label = select?.labels?.[0];
  if (!label) return;
  label.id ||= `${select.id}-label`;
  field.querySelector("[role=combobox]").setAttribute("aria-labelledby", `${label.id} ${words.id}`);
};

// The list that opens below: its search field has no name of its own, and nothing says which list it rules.
const nameList = (field) => {
  const combobox = field.querySelector("[role=combobox][aria-owns]");
  const list = document.querySelector(".select2-search__field:not([aria-label])");
  if (!combobox) return;
  combobox.setAttribute("aria-controls", combobox.getAttribute("aria-owns"));
  list?.setAttribute("aria-label", field.previousElementSibling?.dataset.placeholder ?? "");
};

// They come when Select2 is ready, with each row that is added and each list that opens.
new MutationObserver(() => {
  document.querySelectorAll(".select2-container").forEach(nameField);
  document.querySelectorAll(".select2-container--open").forEach(nameList);
}).observe(document.documentElement, { childList: true, subtree: true });
