// Nothing depends on this: arrow keys in the grid, "/" for the search, and the grid folded where there is no room for it.
const grid = document.querySelector("table.grid");
if (grid && matchMedia("(max-width: 700px)").matches) grid.closest("details").open = false;
if (grid) {
  grid.querySelectorAll("tbody td").forEach((cell) => {
    cell.setAttribute("tabindex", "-1");
  });
  grid.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const cell = event.target.closest("td,th");
    if (!step || !cell) return;
    const row = grid.rows[cell.parentElement.rowIndex + step[0]];
    const next = row?.cells[cell.cellIndex + step[1]];
    if (!next) return;
    event.preventDefault();
    (next.querySelector("a") ?? next).focus();
  });
}
addEventListener("keydown", (event) => {
  const search = document.querySelector("#words");
  if (event.key !== "/" || !search || event.target.closest("input,textarea,select")) return;
  event.preventDefault();
  search.focus();
});
