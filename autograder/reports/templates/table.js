// Tables of class "sortable": the headings sort, and a field above finds rows. Without this script they are plain tables.
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

// What a row is sorted by: the cell's data-value, or its text; as a number where it is one, and null where it is empty.
const keyOf = (row, column) => {
  const cell = row.cells[column];
  const text = cell.dataset.value ?? cell.textContent.trim();
  return text === "" ? null : isNaN(text) ? text : Number(text);
};

const compare = (one, other) =>
  typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);

const sort = (body, column, ascending) => {
  const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
  const full = rows.filter(([key]) => key !== null).sort(([one], [other]) => (ascending ? 1 : -1) * compare(one, other));
  const empty = rows.filter(([key]) => key === null);  // last, whichever way
  body.append(...[...full, ...empty].map(([, row]) => row));
};

const makeSortable = (table) => {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const ascending = heading.getAttribute("aria-sort") !== "ascending";
      headings.forEach((each) => each.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      sort(table.tBodies[0], column, ascending);
    });
  });
};

const makeSearchable = (table) => {
  const rows = [...table.tBodies[0].rows].map((row) => [row.textContent.toLocaleLowerCase().normalize(), row]);
  const label = document.createElement("label");
  const field = document.createElement("input");
  const found = document.createElement("output");
  field.type = "search";
  label.append(table.dataset.search, field);
  const place = document.createElement("p");
  place.className = "search";
  place.append(label, found);
  field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase().normalize().split(/\s+/).filter(Boolean);
    rows.forEach(([text, row]) => { row.hidden = !words.every((word) => text.includes(word)); });
    const count = rows.filter(([, row]) => !row.hidden).length;
    found.textContent = words.length ? `${count} / ${rows.length}` : "";
  });
  (table.closest(".scroll") ?? table).before(place);
};

document.querySelectorAll("table.sortable").forEach((table) => {
  makeSortable(table);
  if (table.dataset.search) makeSearchable(table);
});
