// Sorts the table of all cases by a column. Without it the page says the same, in the order of the cases.
(() => {
  const table = document.getElementById("all"), said = document.getElementById("sorted");
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const order = ["is-met", "is-contested", "is-undetermined", "is-not_met"];
  const names = new Intl.Collator(document.documentElement.lang, {numeric: true});
  const rank = cell => order.findIndex(status => cell.classList.contains(status));
  const name = row => row.cells[0].textContent;
  heads.forEach((head, column) => {
    const button = document.createElement("button"), label = head.textContent.trim();
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending", sign = down ? -1 : 1;
      const compare = column ? (a, b) => rank(a.cells[column]) - rank(b.cells[column]) : (a, b) => names.compare(name(a), name(b));
      const rows = [...body.rows].sort((a, b) => sign * compare(a, b));
      const sorted = document.createDocumentFragment();
      rows.forEach(row => sorted.append(row));
      body.append(sorted);
      heads.forEach(other => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      said.textContent = table.dataset[(column ? "sorted" : "named") + (down ? "Down" : "Up")].replace("{column}", () => label);
    });
  });
  document.querySelectorAll(".scripted").forEach(text => { text.hidden = false; });
})();
