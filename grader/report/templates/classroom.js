(() => {
  "use strict";
  const byId = id => document.getElementById(id);
  const body = byId("roll").tBodies[0], find = byId("find"), shown = byId("shown"), clear = byId("clear"), picked = byId("picked");
  let known = null;
  const rows = () => known ??= [...body.rows].map(row => ({
    row,
    name: row.cells[0].textContent.toLocaleLowerCase(),
    groups: new Set((row.dataset.g || "").split(" ")),
    values: [...row.cells].slice(1).map(cell => { const n = parseFloat(cell.textContent); return isNaN(n) ? -Infinity : n; }),
  }));
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  let group = null;

  const filter = () => {
    const words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const each of rows()) {
      const fits = (group === null || each.groups.has(group)) && words.every(word => each.name.includes(word));
      if (each.row.hidden === fits) each.row.hidden = !fits;
      count += fits;
    }
    shown.textContent = count === rows().length ? `${count} students` : `${count} of ${rows().length} students`;
    clear.hidden = group === null && !words.length;
  };

  const pick = button => {
    group = button.dataset.group;
    picked.textContent = "Only those who got this wrong: " + byId("wrong-" + group).querySelector(".said").textContent;
    picked.hidden = false;
    find.value = "";
    filter();
    byId("students").scrollIntoView();
    find.focus({ preventScroll: true });
  };

  const everyone = () => { group = null; find.value = ""; picked.hidden = true; filter(); find.focus(); };

  const sort = (head, column) => {
    const heads = [...head.parentNode.cells];
    const up = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "ascending" : column === 0;
    heads.forEach(each => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const sign = up ? 1 : -1;
    const value = column - 1;
    const order = column === 0
      ? (a, b) => compare(a.name, b.name)
      : (a, b) => a.values[value] === b.values[value] ? 0 : a.values[value] < b.values[value] ? -1 : 1;
    rows().sort((a, b) => sign * order(a, b));
    const sorted = document.createDocumentFragment();
    rows().forEach(each => sorted.append(each.row));
    body.append(sorted);
  };

  [...byId("roll").tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, column));
  });
  document.querySelectorAll(".pick").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => pick(button));
  });
  find.addEventListener("input", filter);
  clear.addEventListener("click", everyone);
  byId("tools").addEventListener("submit", event => event.preventDefault());
  byId("tools").hidden = false;
  shown.textContent = `${body.rows.length} students`;
})();
