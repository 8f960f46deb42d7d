/**
 * The layout, and nothing of the paper: its words come as JSON and are shown by `text`, so that none of them is ever read as
 * markup. Imports nothing, asks no clock, reads no file.
 */
export const TEMPLATE = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, author: paper.author, date: none)
#set text(font: "DejaVu Sans", size: 9.5pt, lang: paper.lang, region: paper.region, fallback: false, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.9em)
#set page(
  paper: "us-letter",
  margin: (x: 2cm, top: 2.2cm, bottom: 2cm),
  header: if paper.standing == none { none } else { align(center, text(size: 8pt, weight: "bold", fill: rgb("#6b2d00"), paper.standing)) },
  footer: context {
    set text(size: 8pt, fill: rgb("#3c4350"))
    grid(columns: (1fr, auto), text(paper.running), [#counter(page).display() / #counter(page).final().first()])
  },
)
#show heading: set text(fill: rgb("#1f4e79"))
#show heading.where(level: 1): set text(size: 14pt)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 3): set text(size: 10pt)
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)
#show figure: set block(breakable: true)
#show figure.caption: set block(sticky: true)
#show figure.caption: set align(left)
#show figure.caption: set text(weight: "bold", size: 9pt)
#show link: set text(fill: rgb("#0b4a8f"))
#set figure(numbering: none, supplement: none)

#let lines(s) = s.split("\\n").map(line => text(line)).join(linebreak())
#let inline(one) = {
  let body = if one.kind == "strong" { strong(lines(one.text)) } else { lines(one.text) }
  if one.rtl { body = text(dir: rtl, body) }
  if one.kind == "source" and one.target != none { link(label(one.target), text(size: 0.8em, body)) }
  else if one.kind == "link" { link(one.link, body) }
  else { body }
}
#let words(all) = all.map(inline).join()
#let cell(all) = if all.len() == 0 { text("–") } else { words(all) }

// The head of a table comes with some of its rows, or goes to the next page; a short table stays whole.
#let show-table(t) = {
  show figure: set block(breakable: not t.whole)
  if not t.whole { block(height: 9em, above: 0pt, below: 0pt); v(-7.9em) }
  figure(
    caption: figure.caption(position: top, lines(t.caption)),
    kind: table,
    {
      set text(size: 8pt)
      set par(leading: 0.5em)
      table(
        columns: t.widths.map(w => w * 1fr),
        align: (x, y) => if t.columns.at(x).numeric { right } else { left },
        stroke: 0.5pt + rgb("#c4cbd6"),
        inset: (x: 4pt, y: 3pt),
        fill: (x, y) => if y == 0 { rgb("#e9eef5") } else { none },
        table.header(..t.columns.map(c => strong(lines(c.label)))),
        ..t.rows.map(row => row.cells.enumerate().map(((at, c)) => {
          let body = if at == 0 { strong(cell(c)) } else { cell(c) }
          let shown = if at == 0 and row.anchor != none { [#body#label(row.anchor)] } else { body }
          table.cell(breakable: row.long, shown)
        })).flatten(),
      )
    },
  )
  if t.note != none { text(size: 8pt, lines(t.note)) }
}

#let block-of(b) = {
  if b.kind == "heading" { [#heading(level: b.level, outlined: true, lines(b.text))#label(b.id)] }
  else if b.kind == "paragraph" { par(words(b.words)) }
  else if b.kind == "list" { if b.ordered { enum(..b.items.map(words)) } else { list(..b.items.map(words)) } }
  else if b.kind == "table" { show-table(b) }
  else if b.kind == "figure" {
    figure(caption: lines(b.caption), image(bytes(b.svg), format: "svg", width: 100%, alt: b.alt))
  }
  else if b.kind == "note" {
    block(fill: rgb("#f2f6fb"), stroke: (left: 3pt + rgb("#1f4e79")), inset: 8pt, width: 100%, [#strong(lines(b.label + ".")) #words(b.words)])
  }
  else if b.kind == "contents" {
    list(marker: none, ..b.entries.map(e => [#h((e.level - 1) * 1.2em)#link(label(e.id), lines(e.text))]))
  }
  else if b.kind == "break" { pagebreak(weak: true) }
}

#text(fill: rgb("#1f4e79"), weight: "bold", lines(paper.city))

#title(lines(paper.title))
#if paper.subtitle != none { text(size: 13pt, lines(paper.subtitle)) }
#v(0.4em)
#for line in paper.cover { par(hanging-indent: 1em, [#strong(lines(line.label + ":")) #lines(line.value)]) }
#line(length: 100%, stroke: 1.5pt + rgb("#1f4e79"))
#for b in paper.flow { block-of(b) }
#pdf.attach("evidence.json", bytes(paper.evidence), relationship: "data", mime-type: "application/json", description: "Hashes of the records this paper was made from")
`;
