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

// They come when Select2 is ready, and with each row that is added.
new MutationObserver(() => document.querySelectorAll(".select2-container").forEach(nameField)).observe(
  document.documentElement,
  { childList: true, subtree: true },
);
